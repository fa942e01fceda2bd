import type { Conversation } from '@parley/contracts';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useMedia } from '../../../lib/use-media';
import { classes } from '../../../ui/classes';

const Details = lazy(() => import('./details').then((module) => ({ default: module.Details })));

interface DetailsPaneProps {
  conversation: Conversation;
  onClose: () => void;
}

/** Beside the timeline where there is room, above it where there is not. */
export function DetailsPane({ conversation, onClose }: DetailsPaneProps) {
  const beside = useMedia('(min-width: 1100px)');
  const closer = useRef(() => undefined as void);
  const close = () => {
    document.querySelector<HTMLElement>('[aria-controls="details"]')?.focus();
    onClose();
  };
  useEffect(() => {
    closer.current = close;
  });
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = pane.current;
    if (beside || !element) return;
    // A menu or dialog that opened inside hears Escape first, and is not part of this element.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) closer.current();
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [beside]);
  return (
    <>
      {beside ? null : <div aria-hidden className="fixed inset-0 z-30 bg-[oklch(0.2_0.02_235/0.35)]" onClick={close} />}
      <aside
        ref={pane}
        id="details"
        aria-label="About this conversation"
        className={classes(
          'flex min-h-0 flex-col bg-bg',
          beside
            ? 'w-[296px] shrink-0 border-l border-line'
            : 'rise fixed inset-y-0 right-0 z-40 w-[360px] border-l border-line shadow-float max-pane:w-full max-pane:border-0',
        )}
      >
        <Suspense fallback={<PaneSkeleton />}>
          <Details conversation={conversation} takesFocus={!beside} onClose={close} />
        </Suspense>
      </aside>
    </>
  );
}

function PaneSkeleton() {
  return (
    <div role="status" className="breathe flex flex-col gap-4 p-5">
      <span className="sr-only">Loading details</span>
      <span className="h-5 w-20 rounded-chip bg-line" />
      <span className="size-16 rounded-[18px] bg-line" />
      <span className="h-3.5 w-[80%] rounded-chip bg-line" />
    </div>
  );
}
