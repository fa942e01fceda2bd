import type { Message } from '@parley/contracts';
import { plainText } from '@parley/contracts';
import { Pin } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Icon } from '../../../ui/icon';

const PinnedDialog = lazy(async () => ({ default: (await import('./pinned-dialog')).PinnedDialog }));

interface PinBarProps {
  /** The latest pin first. */
  pins: readonly Message[];
  nameOf: (id: string) => string;
  onGoTo: (seq: number) => void;
  /** Null for who may not. */
  onUnpin: ((messageId: string) => void) | null;
}

/** The latest pin in one line; where there are more, all of them behind it. */
export function PinBar({ pins, nameOf, onGoTo, onUnpin }: PinBarProps) {
  const [open, setOpen] = useState(false);
  const [latest] = pins;
  if (!latest) return null;
  const others = pins.length - 1;
  return (
    <div className="flex shrink-0 items-center gap-1 border-b border-line px-2 pane:px-3">
      <button
        type="button"
        title="Go to this message"
        className="touch flex h-10 min-w-0 grow items-center gap-2.5 rounded-control px-2 text-left text-[13.5px] text-ink-2 hover:text-ink"
        onClick={() => onGoTo(latest.seq)}
      >
        <Icon of={Pin} size={16} className="shrink-0 text-accent-ink" />
        <span className="sr-only">Pinned:</span>
        <span className="min-w-0 truncate">
          <span className="font-semibold text-ink" dir="auto">
            {nameOf(latest.senderId)}
          </span>{' '}
          <span dir="auto">{plainText(latest.text)}</span>
        </span>
      </button>
      {others > 0 ? (
        <button
          type="button"
          aria-haspopup="dialog"
          className="touch shrink-0 rounded-control px-2.5 py-1.5 text-[13px] font-semibold text-accent-ink hover:underline"
          onClick={() => setOpen(true)}
        >
          All {pins.length} pins
        </button>
      ) : null}
      {open ? (
        <Suspense fallback={null}>
          <PinnedDialog
            pins={pins}
            nameOf={nameOf}
            onUnpin={onUnpin}
            onClose={() => setOpen(false)}
            onGoTo={(seq) => {
              setOpen(false);
              onGoTo(seq);
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
