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

interface ArrivalsInput {
  items: readonly TimelineItem[];
  meId: string;
  /** The last place of the conversation, shown or not: pages of its history are no arrivals. */
  seq: number;
}

function lastStored(items: readonly TimelineItem[]): number {
  for (let i = items.length - 1; i >= 0; i--) {
    const seq = items[i]?.message.seq ?? 0;
    if (seq > 0) return seq;
  }
  return 0;
}

/** My message at the end, when it is newer than `seq` or still on its way. */
function myLast(items: readonly TimelineItem[], meId: string, seq: number): string | null {
  const last = items.at(-1)?.message;
  const isNew = last !== undefined && (last.seq === 0 || last.seq > seq);
  return isNew && last.senderId === meId ? last.clientId : null;
}

/** Tells what was added at the end since the last look. */
export function useArrivals({ items, meId, seq }: ArrivalsInput, tell: (arrivals: Arrivals) => void): void {
  const seen = useRef({ seq: Math.max(seq, lastStored(items)), mine: myLast(items, meId, 0) });
  const teller = useRef(tell);
  useEffect(() => {
    teller.current = tell;
  });
  useEffect(() => {
    const { seq: lastSeq, mine: lastMine } = seen.current;
    const others = items.filter(({ message }) => message.seq > lastSeq && message.senderId !== meId);
    const mine = myLast(items, meId, lastSeq);
    const answered = mine !== null && mine !== lastMine;
    seen.current = { seq: Math.max(lastSeq, lastStored(items)), mine: mine ?? lastMine };
    if (others.length > 0 || answered) teller.current({ lastSeq, others, answered });
  }, [items, meId]);
}
