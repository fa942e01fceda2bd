import type { Timeline } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useShown } from '../../../lib/watch';
import { Avatar } from '../../../ui/avatar';
import { Dialog } from '../../../ui/dialog';
import { LoadState } from '../../../ui/load-state';
import { readingOf } from './reading';

interface ReadByProps {
  timeline: Timeline;
  seq: number;
  others: number;
  nameOf: (id: string) => string;
  onClose: () => void;
}

/** Follows while it is open: who reads appears. */
export function ReadBy({ timeline, seq, others, nameOf, onClose }: ReadByProps) {
  // In large conversations nobody tells it live.
  const asked = useQuery({
    queryKey: ['receipts', timeline.conversationId, seq],
    queryFn: () => timeline.loadReceipts().then(() => true),
    gcTime: 0,
  });
  const { read, delivered } = readingOf(useShown(timeline).receipts, seq, others);
  return (
    <Dialog title={`Read by ${read.length} of ${others}`} onClose={onClose}>
      <LoadState of={asked}>
        {() => (
          <>
            <People title="Read" ids={read} nameOf={nameOf} />
            <People title="Delivered" ids={delivered} nameOf={nameOf} />
            {read.length + delivered.length === 0 ? (
              <p className="text-[14px] text-ink-2">Nobody yet, as far as they let others know.</p>
            ) : null}
          </>
        )}
      </LoadState>
    </Dialog>
  );
}

function People({ title, ids, nameOf }: { title: string; ids: readonly string[]; nameOf: (id: string) => string }) {
  if (ids.length === 0) return null;
  return (
    <section className="not-first:mt-4">
      <h3 className="mb-1.5 text-[13px] font-semibold text-ink-2">{title}</h3>
      <ul className="flex flex-col">
        {ids.map((id) => (
          <li key={id} className="flex min-h-11 items-center gap-3">
            <Avatar id={id} name={nameOf(id)} />
            <span className="min-w-0 truncate" dir="auto">
              {nameOf(id)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
