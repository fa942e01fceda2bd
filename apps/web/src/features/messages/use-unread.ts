import type { TimelineItem } from '@parley/client';
import { plainText, type Conversation } from '@parley/contracts';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useAttention } from '../../lib/attention';
import { useClient } from '../../lib/client-context';
import { announce } from '../../ui/announcer';
import { nextMark, type UnreadMark } from './unread-mark';
import { useArrivals } from './use-arrivals';

interface UnreadInput {
  conversation: Conversation;
  items: readonly TimelineItem[];
  meId: string;
  nameOf: (senderId: string) => string;
  /** Whether the end of the conversation is on screen, asked when something came in. */
  isAtEnd: () => boolean;
  /** I wrote something: it is shown, wherever I was reading. */
  onAnswered: () => void;
}

/** The *new* line: opened where reading stopped, moved by what came while nobody looked. */
export function useUnreadMark({ conversation, items, meId, nameOf, isAtEnd, onAnswered }: UnreadInput): UnreadMark {
  const attention = useAttention();
  const [mark, happened] = useReducer(nextMark, null, () =>
    nextMark(null, { type: 'opened', readSeq: conversation.readSeq, unread: conversation.unread }),
  );
  useArrivals({ items, meId, seq: conversation.seq }, ({ lastSeq, others, answered }) => {
    for (const { message } of others.slice(-3)) announce(`${nameOf(message.senderId)}: ${plainText(message.text)}`);
    if (others.length > 0) happened({ type: 'arrived', lastSeq, watched: attention && isAtEnd() });
    if (!answered) return;
    happened({ type: 'answered' });
    onAnswered();
  });
  return mark;
}

/** Tells how far has been read: what is on a screen that somebody looks at. */
export function useMarkRead(conversation: Conversation): (seq: number) => void {
  const client = useClient();
  const attention = useAttention();
  const seen = useRef(0);
  const { id, unread, readSeq } = conversation;
  const mark = useCallback(() => {
    if (attention && unread > 0 && seen.current > readSeq) client.markRead(id, seen.current);
  }, [client, attention, id, unread, readSeq]);
  useEffect(mark, [mark]);
  return useCallback(
    (seq: number) => {
      seen.current = seq;
      mark();
    },
    [mark],
  );
}
