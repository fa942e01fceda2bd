import type { Timeline, TimelineSnapshot } from '@parley/client';
import type { Conversation } from '@parley/contracts';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import { useClient } from '../../lib/client-context';
import { useToday } from '../../lib/today';
import { DayPill, NewLine } from './dividers';
import { JumpToLatest } from './jump-to-latest';
import { MessageRow } from './message-row';
import { rowsOf, type Row } from './rows';
import { ConversationStart } from './timeline-states';
import { OlderHistory } from './older-history';
import { useScroll } from './use-scroll';
import { useMarkRead, useUnreadMark } from './use-unread';

/** On a very wide screen the conversation stays one column that eyes can follow. */
const column = 'mx-auto max-w-[1240px]';

interface MessageListProps {
  conversation: Conversation;
  timeline: Timeline;
  shown: TimelineSnapshot;
  meId: string;
  nameOf: (senderId: string) => string;
}

export function MessageList({ conversation, timeline, shown, meId, nameOf }: MessageListProps) {
  const client = useClient();
  const today = useToday();
  const atEndNow = useRef(true);
  const { items, hasBefore } = shown;
  const newAfter = useUnreadMark({ conversation, items, meId, nameOf, isAtEnd: () => atEndNow.current });
  const rows = useMemo(() => rowsOf({ items, hasBefore, meId, newAfter }), [items, hasBefore, meId, newAfter]);
  const older = useOlder(timeline);
  const onSeen = useMarkRead(conversation);
  const { list, atEnd, toEnd, onScroll, onResize } = useScroll({
    conversationId: conversation.id,
    rows,
    onSeen,
    onNearStart: older.load,
  });
  useLayoutEffect(() => {
    atEndNow.current = atEnd;
  }, [atEnd]);
  useMineIntoView(rows, meId, toEnd);

  const retry = useCallback((clientId: string) => client.retry(clientId), [client]);
  const discard = useCallback((clientId: string) => client.discard(clientId), [client]);
  const draw = (row: Row) => {
    switch (row.kind) {
      case 'older':
        return <OlderHistory failed={older.failed} onRetry={older.retry} />;
      case 'start':
        return <ConversationStart conversation={conversation} notesToSelf={conversation.peerId === meId} />;
      case 'day':
        return <DayPill date={row.date} today={today} />;
      case 'new':
        return <NewLine count={row.count} />;
      case 'message': {
        const { senderId } = row.item.message;
        const mine = senderId === meId;
        return <MessageRow row={row} author={nameOf(senderId)} mine={mine} onRetry={retry} onDiscard={discard} />;
      }
    }
  };

  return (
    <div className="relative min-h-0 grow">
      <div
        role="group"
        aria-label="Messages"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling area must be reachable by keyboard
        tabIndex={0}
        data-testid="timeline"
        className="scroll-thin flex h-full flex-col overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div aria-hidden className="grow" />
        <Virtualizer
          ref={list}
          as="ol"
          item="li"
          data={rows}
          shift={useIsPrepend(rows)}
          bufferSize={600}
          onScroll={onScroll}
          onResize={onResize}
        >
          {(row: Row) => (
            <div key={row.key} className={column}>
              {draw(row)}
            </div>
          )}
        </Virtualizer>
      </div>
      <JumpToLatest shown={!atEnd} unread={conversation.unread} onJump={toEnd} />
    </div>
  );
}

/** The list must know that rows were put before, not after, or what is being read would jump. */
function useIsPrepend(rows: readonly Row[]): boolean {
  const firstKey = rows.find((row) => row.kind === 'message')?.key ?? null;
  const [seen, setSeen] = useState({ rows, firstKey, prepended: false });
  // Set while drawing, not after: the list must be told in the same breath as it is given the rows.
  if (seen.rows !== rows) {
    setSeen({ rows, firstKey, prepended: seen.firstKey !== null && seen.firstKey !== firstKey });
  }
  return seen.prepended;
}

/** What I just wrote is shown, wherever I was reading. */
function useMineIntoView(rows: readonly Row[], meId: string, toEnd: () => void): void {
  const last = rows.at(-1);
  const mine = last?.kind === 'message' && last.item.message.senderId === meId ? last.key : null;
  const before = useRef(mine);
  useLayoutEffect(() => {
    if (mine !== null && mine !== before.current) toEnd();
    before.current = mine;
  }, [mine, toEnd]);
}

function useOlder(timeline: Timeline) {
  const [failed, setFailed] = useState(false);
  const busy = useRef(false);
  const fetchPage = useCallback(() => {
    if (busy.current) return;
    busy.current = true;
    setFailed(false);
    timeline
      .loadBefore()
      .catch(() => setFailed(true))
      .finally(() => {
        busy.current = false;
      });
  }, [timeline]);
  const load = useCallback(() => {
    if (!failed) fetchPage();
  }, [failed, fetchPage]);
  return { load, retry: fetchPage, failed };
}
