import type { TimelineItem } from '@parley/client';
import { useEffect, useRef } from 'react';

export interface Arrivals {
  /** The last stored place before these. */
  lastSeq: number;
  /** New messages of other people, oldest first. */
  others: readonly TimelineItem[];
  /** I wrote something since. */
  answered: boolean;
}

function lastStored(items: readonly TimelineItem[]): number {
  for (let i = items.length - 1; i >= 0; i--) {
    const seq = items[i]?.message.seq ?? 0;
    if (seq > 0) return seq;
  }
  return 0;
}

function myLast(items: readonly TimelineItem[], meId: string): string | null {
  const last = items.at(-1)?.message;
  return last?.senderId === meId ? last.clientId : null;
}

/** Tells what was added at the end since the last look; pages of older history are no arrivals. */
export function useArrivals(items: readonly TimelineItem[], meId: string, tell: (arrivals: Arrivals) => void): void {
  const seen = useRef({ seq: lastStored(items), mine: myLast(items, meId) });
  const teller = useRef(tell);
  useEffect(() => {
    teller.current = tell;
  });
  useEffect(() => {
    const { seq: lastSeq, mine: lastMine } = seen.current;
    const others = items.filter(({ message }) => message.seq > lastSeq && message.senderId !== meId);
    const mine = myLast(items, meId);
    const answered = mine !== null && mine !== lastMine;
    seen.current = { seq: Math.max(lastSeq, lastStored(items)), mine: mine ?? lastMine };
    if (others.length > 0 || answered) teller.current({ lastSeq, others, answered });
  }, [items, meId]);
}
