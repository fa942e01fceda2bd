import type { Timeline, TimelineSnapshot } from '@parley/client';
import { limits, may, type Conversation } from '@parley/contracts';
import { useCallback, useRef, useState } from 'react';
import { MessageOverlays } from './acts/message-overlays';
import { useRowActs } from './acts/row-acts';
import { PinBar } from './keep/pin-bar';
import type { usePlace } from './place/use-place';
import { Stretch, type StretchHandle } from './stretch';
import { useNewsBelow } from './use-news-below';
import { useUnreadMark } from './use-unread';

interface MessageListProps {
  conversation: Conversation;
  timeline: Timeline;
  shown: TimelineSnapshot;
  place: ReturnType<typeof usePlace>;
  meId: string;
  nameOf: (senderId: string) => string;
}

/** One visit: what lasts while the list goes from one stretch of the history to another. */
export function MessageList(props: MessageListProps) {
  const { conversation, timeline, shown, place, meId, nameOf } = props;
  const stretch = useRef<StretchHandle>(null);
  // A thousand means more, and what comes later is not among them.
  const [newCount] = useState(() => (conversation.unread < limits.unreadMax ? conversation.unread || null : null));
  const acts = useRowActs(timeline, place.show);
  const newAfter = useUnreadMark({
    conversation,
    items: shown.items,
    meId,
    nameOf,
    isAtEnd: useCallback(() => stretch.current?.isAtEnd() ?? false, []),
    onAnswered: useCallback(() => stretch.current?.toEnd(), []),
  });
  useNewsBelow(conversation, shown.hasAfter, meId);
  return (
    <>
      <PinBar
        pins={shown.pins}
        nameOf={nameOf}
        onGoTo={place.show}
        onUnpin={may(conversation.role, 'pin', conversation) ? acts.unpin : null}
      />
      <Stretch key={shown.place} ref={stretch} {...props} newAfter={newAfter} newCount={newCount} acts={acts} />
      <MessageOverlays conversation={conversation} timeline={timeline} meId={meId} nameOf={nameOf} acts={acts} />
    </>
  );
}
