import type { Timeline, TimelineSnapshot } from '@parley/client';
import { may, type Conversation } from '@parley/contracts';
import { useCallback, useImperativeHandle, useMemo, useState, type Ref } from 'react';
import { Virtualizer } from 'virtua';
import { useAskedMenu } from '../../lib/use-asked-menu';
import { ask, useAsked } from './acts/asked.store';
import type { RowActs } from './acts/row-acts';
import { NewLine } from './dividers';
import { JumpToLatest } from './jump-to-latest';
import { MessageRow } from './message-row';
import { MoreHistory } from './more-history';
import { DayAbove } from './place/day-above';
import { DayPill } from './place/day-pill';
import { useDayAbove } from './place/use-day-above';
import type { usePlace } from './place/use-place';
import { rowsOf, type Row } from './rows';
import { ConversationStart } from './timeline-states';
import { useMore } from './use-more';
import { useRowKeys } from './use-row-keys';
import { useScroll } from './use-scroll';
import { useMarkRead } from './use-unread';

/** On a very wide screen the conversation stays one column that eyes can follow. */
const column = 'mx-auto max-w-[1240px]';

export interface StretchHandle {
  isAtEnd: () => boolean;
  toEnd: () => void;
}

interface StretchProps {
  ref: Ref<StretchHandle>;
  conversation: Conversation;
  timeline: Timeline;
  shown: TimelineSnapshot;
  place: ReturnType<typeof usePlace>;
  meId: string;
  nameOf: (senderId: string) => string;
  newAfter: number | null;
  newCount: number | null;
  acts: RowActs;
}

/** A stretch of the history that grows at its ends. Another one is another list: nothing of it is where it was. */
export function Stretch({ ref, ...props }: StretchProps) {
  const { conversation, timeline, shown, place, meId, newAfter, newCount } = props;
  const { items, hasBefore, hasAfter } = shown;
  const rows = useMemo(
    () => rowsOf({ items, hasBefore, hasAfter, meId, newAfter, newCount }),
    [items, hasBefore, hasAfter, meId, newAfter, newCount],
  );
  const older = useMore(useCallback(() => timeline.loadBefore(), [timeline]));
  const newer = useMore(useCallback(() => timeline.loadAfter(), [timeline]));
  const onSeen = useMarkRead(conversation);
  const above = useDayAbove(rows);
  const { list, atEnd, toEnd, onScroll, onResize } = useScroll({
    conversationId: conversation.id,
    rows,
    hasAfter,
    goal: place.goal,
    onLook: above.look,
    onSeen,
    onNearStart: older.load,
    onNearEnd: newer.load,
    onReached: place.onReached,
  });
  const isAtEnd = atEnd && !hasAfter;
  useImperativeHandle(ref, () => ({ isAtEnd: () => isAtEnd, toEnd }), [isAtEnd, toEnd]);
  const keys = useRowKeys();
  const press = useLongPress(shown);
  const focused = useAsked((state) => state.focused);
  const kept = useMemo(() => {
    const at = rows.findIndex((row) => row.kind === 'message' && row.item.message.clientId === focused);
    return at < 0 ? [] : [at];
  }, [rows, focused]);

  return (
    <div className="relative min-h-0 grow">
      {above.day === null ? null : (
        <DayAbove>
          <Day date={new Date(above.day)} {...props} />
        </DayAbove>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what the rows within are asked by key, press or finger arrives here */}
      <div
        role="group"
        aria-label="Messages"
        aria-describedby="timeline-keys"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling area must be reachable by keyboard
        tabIndex={0}
        data-testid="timeline"
        {...press}
        onKeyDown={(event) => {
          keys(event);
          press.onKeyDown(event);
        }}
        className="scroll-thin flex h-full flex-col overflow-y-auto overscroll-contain -outline-offset-2 [-webkit-touch-callout:none] [overflow-anchor:none]"
      >
        <p id="timeline-keys" className="sr-only">
          Arrow keys go from message to message, Enter opens what can be done with one, Escape leads to the composer.
        </p>
        <div aria-hidden className="grow" />
        <Virtualizer
          ref={list}
          as="ol"
          item="li"
          data={rows}
          shift={useIsPrepend(rows)}
          keepMounted={kept}
          bufferSize={600}
          onScroll={onScroll}
          onResize={onResize}
        >
          {(row: Row) => (
            <div key={row.key} className={column}>
              <StretchRow row={row} older={older} newer={newer} {...props} />
            </div>
          )}
        </Virtualizer>
      </div>
      <JumpToLatest shown={!isAtEnd} unread={conversation.unread} onJump={hasAfter ? place.goToLatest : toEnd} />
    </div>
  );
}

interface StretchRowProps extends Omit<StretchProps, 'ref'> {
  row: Row;
  older: ReturnType<typeof useMore>;
  newer: ReturnType<typeof useMore>;
}

function StretchRow({ row, older, newer, conversation, place, meId, nameOf, newAfter, acts }: StretchRowProps) {
  switch (row.kind) {
    case 'older':
      return <MoreHistory which="Older" failed={older.failed} onRetry={older.retry} />;
    case 'newer':
      return <MoreHistory which="Newer" failed={newer.failed} onRetry={newer.retry} />;
    case 'start':
      return <ConversationStart conversation={conversation} notesToSelf={conversation.peerId === meId} />;
    case 'day':
      return <Day date={row.date} conversation={conversation} place={place} newAfter={newAfter} />;
    case 'new':
      return <NewLine count={row.count} />;
    case 'message': {
      const canReact = may(conversation.role, 'react', conversation);
      const lit = place.lit !== null && row.item.message.seq === place.lit;
      return <MessageRow row={row} meId={meId} nameOf={nameOf} canReact={canReact} lit={lit} acts={acts} />;
    }
  }
}

type DayInput = Pick<StretchProps, 'conversation' | 'place' | 'newAfter'> & { date: Date };

function Day({ date, conversation, place, newAfter }: DayInput) {
  return (
    <DayPill
      date={date}
      onUnread={newAfter === null ? null : () => place.show(newAfter + 1)}
      onStart={() => place.show(conversation.visibleAfter + 1)}
      onDate={place.goToDate}
    />
  );
}

/** By a finger a sheet opens; by the menu key a menu. A right click stays the browser's: words can be copied. */
function useLongPress({ items }: TimelineSnapshot) {
  const { handlers } = useAskedMenu({
    name: 'message',
    onRightClick: false,
    onAsk: ({ id, at, by }) => {
      const item = items.find(({ message }) => message.clientId === id);
      if (item && item.message.seq > 0) {
        ask({ what: by === 'touch' ? 'sheet' : 'menu', item, at, byKeyboard: by === 'keyboard' });
      }
    },
  });
  return handlers;
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
