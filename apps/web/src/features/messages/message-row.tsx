import type { TimelineItem } from '@parley/client';
import { CircleAlert } from 'lucide-react';
import { memo } from 'react';
import { wordsForBody } from '../../lib/error-words';
import { showPerson } from '../../lib/shown-person.store';
import { clockTime, fullTime } from '../../lib/time';
import { Avatar, personStyle } from '../../ui/avatar';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { StateMark } from '../../ui/state-mark';
import type { MessageRowModel } from './rows';
import { LargeText } from './text/large-text';
import { MessageText } from './text/message-text';

export interface MessageRowProps {
  row: MessageRowModel;
  author: string;
  mine: boolean;
  onRetry: (clientId: string) => void;
  onDiscard: (clientId: string) => void;
}

export const MessageRow = memo(function MessageRow({ row, author, mine, onRetry, onDiscard }: MessageRowProps) {
  const { item, date, head } = row;
  const { message, state } = item;
  return (
    <article
      data-state={mine ? state : undefined}
      className={classes(
        'group grid grid-cols-[36px_minmax(0,680px)_20px] gap-x-3 px-4 hover:bg-hover pane:px-5',
        head ? 'pt-2.5 pb-[3px]' : 'py-[3px]',
      )}
    >
      {head ? <AuthorAvatar id={message.senderId} name={author} /> : <GutterTime date={date} />}
      <div className="min-w-0">
        <Byline row={row} author={author} />
        <div className={classes(state === 'pending' && 'opacity-65')}>
          {message.large ? <LargeText message={message} /> : <MessageText message={message} />}
        </div>
        {state === 'failed' ? <Failure item={item} onRetry={onRetry} onDiscard={onDiscard} /> : null}
      </div>
      <span className="flex h-[22px] items-center justify-end self-end">
        {mine && state !== 'failed' ? <StateMark state={state} /> : null}
      </span>
    </article>
  );
});

function Byline({ row, author }: { row: MessageRowModel; author: string }) {
  const { date, head, item } = row;
  if (!head) {
    return (
      <span className="sr-only">
        {author}, {clockTime(date)}
      </span>
    );
  }
  return (
    <div className="flex items-baseline gap-2 leading-5" style={personStyle(item.message.senderId)}>
      <span className="person min-w-0 truncate font-semibold text-person-name" dir="auto">
        {author}
      </span>
      <time
        dateTime={item.message.createdAt}
        title={fullTime(date)}
        className="tabular shrink-0 text-[13px] text-ink-3"
      >
        {clockTime(date)}
      </time>
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
      className="tabular flex justify-end pt-px text-[11.5px] leading-[22px] whitespace-nowrap text-ink-3 opacity-0 group-hover:opacity-100"
    >
      {clockTime(date)}
    </time>
  );
}

interface FailureProps {
  item: TimelineItem;
  onRetry: (clientId: string) => void;
  onDiscard: (clientId: string) => void;
}

function Failure({ item, onRetry, onDiscard }: FailureProps) {
  const { clientId } = item.message;
  const link = 'touch-around rounded-chip px-1 font-semibold underline-offset-2 hover:underline';
  return (
    <div role="alert" className="mt-0.5 flex flex-wrap items-center gap-x-1 text-[13px] leading-5 text-warn-ink">
      <Icon of={CircleAlert} size={15} className="mr-0.5" />
      <span>Not sent.</span>
      <button type="button" className={link} onClick={() => onRetry(clientId)}>
        Retry
      </button>
      <span aria-hidden>·</span>
      <button type="button" className={link} onClick={() => onDiscard(clientId)}>
        Discard
      </button>
      {item.error ? <span className="basis-full text-ink-3">{wordsForBody(item.error)}</span> : null}
    </div>
  );
}
