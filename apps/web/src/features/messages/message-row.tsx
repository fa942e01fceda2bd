import { memo, type FocusEvent, type PointerEvent } from 'react';
import { showPerson } from '../../lib/shown-person.store';
import { clockTime, fullTime } from '../../lib/time';
import { useConversation } from '../../lib/watch';
import { Avatar, personStyle } from '../../ui/avatar';
import { classes } from '../../ui/classes';
import { StateMark } from '../../ui/state-mark';
import { ActBar } from './acts/act-bar';
import { notice, unnotice, useAsked, useIsActive } from './acts/asked.store';
import type { RowActs } from './acts/row-acts';
import { usePossibleActs } from './acts/use-possible-acts';
import { Failure } from './failure';
import { Edited, MessageMarks } from './message-marks';
import { LinkCard } from './preview/link-card';
import { QuoteLine } from './quote/quote-line';
import { ReactionPills } from './reactions/reaction-pills';
import { rowLabel } from './row-label';
import type { MessageRowModel } from './rows';
import { LargeText } from './text/large-text';
import { MessageText } from './text/message-text';

export interface MessageRowProps {
  row: MessageRowModel;
  meId: string;
  nameOf: (id: string) => string;
  canReact: boolean;
  /** Somebody came here on purpose: shown for a moment. */
  lit: boolean;
  acts: RowActs;
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { row, meId, nameOf, lit, acts } = props;
  const { item, date, head } = row;
  const { message, state } = item;
  const { clientId, senderId, quote } = message;
  const mine = senderId === meId;
  const author = nameOf(senderId);
  const deleted = message.deletedAt !== null;
  return (
    <article
      data-message={clientId}
      data-state={mine ? state : undefined}
      data-lit={lit || undefined}
      tabIndex={-1}
      aria-label={rowLabel({ item, author, date, mine, quoted: quote && nameOf(quote.senderId) })}
      {...noticing(clientId)}
      className={classes(
        'group relative grid grid-cols-[36px_minmax(0,680px)_20px] gap-x-3 px-4 -outline-offset-2 transition-colors duration-700 hover:bg-hover hover:duration-0 pane:px-5 pointer-coarse:select-none',
        head ? 'pt-2.5 pb-[3px]' : 'py-[3px]',
        lit && 'bg-hover shadow-[inset_3px_0_0_var(--accent)]',
      )}
    >
      {head ? <AuthorAvatar id={senderId} name={author} /> : <GutterTime date={date} />}
      <div className="min-w-0">
        <Byline row={row} author={author} onHistory={() => acts.perform('history', item, null)} />
        {deleted ? <p className="text-[14px] text-ink-3 italic">This message was deleted</p> : <Content {...props} />}
        {state === 'failed' ? <Failure item={item} onRetry={acts.retry} onDiscard={acts.discard} /> : null}
      </div>
      <span className="flex h-[22px] items-center justify-end self-end">
        {mine && state !== 'failed' && !deleted ? <StateMark state={state} /> : null}
      </span>
      <Bar {...props} />
    </article>
  );
});

function Content({ row, meId, nameOf, canReact, acts }: MessageRowProps) {
  const { item, head } = row;
  const { message, state } = item;
  return (
    <>
      <MessageMarks message={message} nameOf={nameOf} />
      <QuoteLine message={message} nameOf={nameOf} onGoTo={acts.goTo} />
      <div className={classes(state === 'pending' && 'opacity-65')}>
        {message.large ? <LargeText message={message} /> : <MessageText message={message} />}
      </div>
      {message.preview ? <LinkCard preview={message.preview} /> : null}
      {!head && message.editedAt ? (
        <Edited editedAt={message.editedAt} onOpen={() => acts.perform('history', item, null)} />
      ) : null}
      <ReactionPills
        item={item}
        meId={meId}
        nameOf={nameOf}
        onReact={canReact ? (emoji, on) => acts.react(message, emoji, on) : undefined}
      />
    </>
  );
}

function noticing(clientId: string) {
  return {
    // Rows that scroll by under a resting pointer, because the focus moves on, are not pointed at.
    onPointerEnter: ({ pointerType }: PointerEvent) => {
      if (pointerType === 'mouse' && useAsked.getState().focused === null) notice('hovered', clientId);
    },
    onPointerMove: ({ pointerType, movementX, movementY }: PointerEvent) => {
      if (pointerType === 'mouse' && (movementX !== 0 || movementY !== 0)) notice('hovered', clientId);
    },
    onPointerLeave: () => unnotice('hovered', clientId),
    onFocus: ({ target }: FocusEvent) => {
      if (target.matches(':focus-visible')) notice('focused', clientId);
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!currentTarget.contains(relatedTarget)) unnotice('focused', clientId);
    },
  };
}

/** Drawn for one row at a time: what may be done is asked only there. */
function Bar(props: MessageRowProps) {
  return useIsActive(props.row.item.message.clientId) ? <ActiveBar {...props} /> : null;
}

function ActiveBar({ row: { item }, meId, acts }: MessageRowProps) {
  const conversation = useConversation(item.message.conversationId);
  const possible = usePossibleActs(item, conversation, meId);
  return possible.size > 0 ? <ActBar item={item} meId={meId} possible={possible} acts={acts} /> : null;
}

interface BylineProps {
  row: MessageRowModel;
  author: string;
  onHistory: () => void;
}

function Byline({ row, author, onHistory }: BylineProps) {
  const { date, head, item } = row;
  const { editedAt, deletedAt, createdAt, senderId } = item.message;
  if (!head) {
    return (
      <span className="sr-only">
        {author}, {clockTime(date)}
      </span>
    );
  }
  return (
    <div className="flex items-baseline gap-2 leading-5" style={personStyle(senderId)}>
      <span className="person min-w-0 truncate font-semibold text-person-name" dir="auto">
        {author}
      </span>
      <time dateTime={createdAt} title={fullTime(date)} className="tabular shrink-0 text-[13px] text-ink-3">
        {clockTime(date)}
      </time>
      {editedAt && !deletedAt ? <Edited editedAt={editedAt} onOpen={onHistory} /> : null}
    </div>
  );
}

/** For the pointer: by keyboard the profile is reached from the head of the conversation. */
function AuthorAvatar({ id, name }: { id: string; name: string }) {
  return (
    <button type="button" tabIndex={-1} aria-hidden className="self-start rounded-full" onClick={() => showPerson(id)}>
      <Avatar id={id} name={name} />
    </button>
  );
}

/** Later rows of a group keep their time out of the way until somebody asks. */
function GutterTime({ date }: { date: Date }) {
  return (
    <time
      aria-hidden
      title={fullTime(date)}
      // Twelve-hour clocks are wider than the gutter: they reach into the margin rather than make the row two lines high.
      className="tabular flex justify-end pt-px text-[11.5px] leading-[22px] whitespace-nowrap text-ink-3 opacity-0 group-hover:opacity-100 group-focus:opacity-100"
    >
      {clockTime(date)}
    </time>
  );
}
