import type { Timeline } from '@parley/client';
import type { Message } from '@parley/contracts';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { compose, type Composing } from '../composing.store';

export function targetIdOf(mode: Composing): string | null {
  if (mode === 'write') return null;
  return 'replyTo' in mode ? mode.replyTo : mode.edit;
}

export const isEdit = (mode: Composing): boolean => mode !== 'write' && 'edit' in mode;

/** The message that is answered or rewritten, as it is now. What is not on screen is asked for. */
export function useTarget(timeline: Timeline, mode: Composing): Message | null {
  const id = targetIdOf(mode);
  const here = useSyncExternalStore(
    timeline.subscribe,
    useCallback(
      () => (id === null ? null : (timeline.items().find(({ message }) => message.id === id)?.message ?? null)),
      [timeline, id],
    ),
  );
  const far = useFar(timeline, id, here === null);
  const target = here ?? (far?.id === id ? far : null);
  const gone = target !== null && target.deletedAt !== null;
  useEffect(() => {
    if (gone) compose(timeline.conversationId, 'write');
  }, [gone, timeline]);
  return gone ? null : target;
}

function useFar(timeline: Timeline, id: string | null, missing: boolean): Message | null {
  const [found, setFound] = useState<Message | null>(null);
  const ready = useSyncExternalStore(timeline.subscribe, () => timeline.state === 'ready');
  useEffect(() => {
    if (id === null || !missing || !ready) return;
    let left = false;
    timeline.find(id).then(
      (message) => {
        if (!left) setFound(message);
      },
      () => {
        if (!left) compose(timeline.conversationId, 'write');
      },
    );
    return () => {
      left = true;
    };
  }, [timeline, id, missing, ready]);
  return found;
}
