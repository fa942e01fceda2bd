import type { Timeline as Source, TimelineSnapshot } from '@parley/client';
import type { Conversation } from '@parley/contracts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useMe, usePersonNames, useShown } from '../../lib/watch';
import { MessageList } from './message-list';
import { TimelineFailed, TimelineSkeleton } from './timeline-states';

/** At most this many pages are loaded to reach the first unread message; beyond, one begins at the latest. */
const pagesToMark = 4;

/** Everything between header and composer. Give it the conversation's id as `key`: a visit is one lifetime. */
export function Timeline({ conversation, timeline }: { conversation: Conversation; timeline: Source }) {
  const shown = useShown(timeline);
  const reached = useReachedMark(conversation, timeline, shown);
  const me = useMe();
  const nameOf = usePersonNames(conversation, me);
  const reload = useCallback(() => void timeline.reload(), [timeline]);

  if (shown.state === 'error' && shown.items.length === 0) {
    return (
      <div className="grid grow place-items-center overflow-y-auto">
        <TimelineFailed error={shown.error} onRetry={reload} />
      </div>
    );
  }
  if ((shown.state === 'loading' && shown.items.length === 0) || !reached) {
    return (
      <div className="flex min-h-0 grow flex-col justify-end overflow-hidden">
        <TimelineSkeleton groups={4} />
      </div>
    );
  }
  return <MessageList conversation={conversation} timeline={timeline} shown={shown} nameOf={nameOf} meId={me.id} />;
}

/** Where reading stopped may lie above the first page: it is fetched before the list takes its place. */
function useReachedMark(conversation: Conversation, timeline: Source, shown: TimelineSnapshot): boolean {
  const [target] = useState(() => (conversation.unread > 0 ? conversation.readSeq + 1 : null));
  const [pages, setPages] = useState(0);
  const oldest = useMemo(() => shown.items.find(({ message }) => message.seq > 0)?.message.seq ?? 0, [shown.items]);
  const missing = target !== null && shown.hasBefore && oldest > target && pages < pagesToMark;
  const ready = shown.state === 'ready';
  useEffect(() => {
    if (!missing || !ready) return;
    let left = false;
    const next = (page: number) => {
      if (!left) setPages(page);
    };
    timeline.loadBefore().then(
      () => next(pages + 1),
      () => next(pagesToMark),
    );
    return () => {
      left = true;
    };
  }, [missing, ready, pages, timeline]);
  return !missing;
}
