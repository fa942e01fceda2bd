import { ParleyError, type Timeline as Source, type TimelineSnapshot } from '@parley/client';
import type { Conversation } from '@parley/contracts';
import { useCallback, useEffect, useState } from 'react';
import { wordsFor } from '../../lib/error-words';
import { useMe, usePersonNames, useShown } from '../../lib/watch';
import { toast } from '../../ui/toast';
import { MessageList } from './message-list';
import { usePlace } from './place/use-place';
import { TimelineFailed, TimelineSkeleton } from './timeline-states';

interface TimelineProps {
  conversation: Conversation;
  timeline: Source;
  /** The message a link leads to. */
  linked: string | undefined;
  /** Called when one is there, or was told that there is nothing. */
  onLinked: () => void;
}

/** Everything between header and composer. Give it the conversation's id as `key`: a visit is one lifetime. */
export function Timeline({ conversation, timeline, linked, onLinked }: TimelineProps) {
  const shown = useShown(timeline);
  const place = usePlace(timeline);
  const arrived = useArrived({ conversation, timeline, shown, linked });
  useLinked({ timeline, linked, onLinked, goTo: place.goTo, ready: shown.state === 'ready' });
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
  if ((shown.state === 'loading' && shown.items.length === 0) || !arrived) {
    return (
      <div className="flex min-h-0 grow flex-col justify-end overflow-hidden">
        <TimelineSkeleton groups={4} />
      </div>
    );
  }
  return (
    <MessageList
      conversation={conversation}
      timeline={timeline}
      shown={shown}
      place={place}
      nameOf={nameOf}
      meId={me.id}
    />
  );
}

interface ArrivedInput {
  conversation: Conversation;
  timeline: Source;
  shown: TimelineSnapshot;
  linked: string | undefined;
}

/** Where reading stopped may lie above the newest page: it is fetched before the list takes its place. */
function useArrived({ conversation, timeline, shown, linked }: ArrivedInput): boolean {
  const { unread, readSeq } = conversation;
  const [target] = useState(() => (unread > 0 && linked === undefined ? readSeq + 1 : null));
  const [arrived, setArrived] = useState(target === null);
  const ready = shown.state === 'ready';
  const oldest = shown.items.find(({ message }) => message.seq > 0)?.message.seq ?? 0;
  const isHere = target === null || !shown.hasBefore || (oldest > 0 && oldest <= target);
  if (!arrived && ready && isHere) setArrived(true);
  useEffect(() => {
    if (arrived || !ready || isHere || target === null) return;
    let left = false;
    const done = () => {
      if (!left) setArrived(true);
    };
    timeline.goTo(target).then(done, done);
    return () => {
      left = true;
    };
  }, [arrived, ready, isHere, target, timeline]);
  return arrived;
}

interface LinkedInput {
  timeline: Source;
  linked: string | undefined;
  onLinked: () => void;
  goTo: (seq: number) => Promise<void>;
  ready: boolean;
}

function useLinked({ timeline, linked, onLinked, goTo, ready }: LinkedInput): void {
  useEffect(() => {
    if (linked === undefined || !ready) return;
    let left = false;
    const go = async () => {
      const { seq } = await timeline.find(linked);
      if (!left) await goTo(seq);
    };
    go()
      .catch((cause: unknown) => toast(linkWords(cause)))
      .finally(() => {
        if (!left) onLinked();
      });
    return () => {
      left = true;
    };
  }, [timeline, linked, onLinked, goTo, ready]);
}

function linkWords(cause: unknown): string {
  const isMissing = cause instanceof ParleyError && cause.code === 'not_found';
  return isMissing ? 'The message of this link is not here. It may have been deleted for you.' : wordsFor(cause);
}
