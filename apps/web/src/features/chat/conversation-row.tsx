import type { Conversation } from '@parley/contracts';
import { Link } from '@tanstack/react-router';
import { memo, type KeyboardEvent } from 'react';
import { firstName, placeOf } from '../../lib/kinds';
import { listTime } from '../../lib/time';
import { useLastState, usePerson } from '../../lib/watch';
import { Avatar } from '../../ui/avatar';
import { Badge } from '../../ui/badge';
import { classes } from '../../ui/classes';
import { StateMark } from '../../ui/state-mark';

export interface ConversationRowProps {
  conversation: Conversation;
  meId: string;
  draft: string;
  today: Date;
  open: boolean;
  /** One row of the list takes part in tabbing; arrows move inside. */
  tabbable: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
}

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, meId, draft, today, open, tabbable, onKeyDown } = props;
  const { lastMessage, unread } = conversation;
  const title = conversation.peerId === meId ? 'Notes to self' : conversation.name;
  const fresh = unread > 0;
  return (
    <Link
      to="/c/$conversationId"
      params={{ conversationId: conversation.id }}
      aria-current={open ? 'page' : undefined}
      tabIndex={tabbable ? 0 : -1}
      onKeyDown={onKeyDown}
      data-conversation={conversation.id}
      className={classes(
        'flex h-[60px] items-center gap-3 rounded-[14px] border px-[9px] transition-colors duration-(--quick)',
        open ? 'border-line bg-raise' : 'border-transparent hover:bg-hover',
      )}
    >
      <Avatar
        id={conversation.peerId ?? conversation.id}
        name={conversation.name}
        size="list"
        place={placeOf(conversation)}
      />
      <span className="flex min-w-0 grow flex-col">
        <span className="flex items-baseline gap-2">
          <span className={classes('min-w-0 grow truncate text-left', fresh ? 'font-bold' : 'font-medium')} dir="auto">
            {title}
          </span>
          {lastMessage ? (
            <time
              dateTime={lastMessage.createdAt}
              className={classes(
                'tabular shrink-0 text-[12.5px]',
                fresh ? 'font-semibold text-accent-ink' : 'text-ink-3',
              )}
            >
              {listTime(new Date(lastMessage.createdAt), today)}
            </time>
          ) : null}
        </span>
        <span className="flex h-5 items-center gap-2">
          <Preview conversation={conversation} meId={meId} draft={open ? '' : draft} />
          <Badge count={unread} noun="unread" />
        </span>
      </span>
    </Link>
  );
});

function Preview({ conversation, meId, draft }: { conversation: Conversation; meId: string; draft: string }) {
  const { lastMessage, unread } = conversation;
  const line = 'min-w-0 grow truncate text-[13.5px] leading-5';
  if (draft.trim() !== '') {
    return (
      <span className={classes(line, 'text-ink-2')} dir="auto">
        <span className="text-warn-ink">Draft:</span> {draft}
      </span>
    );
  }
  if (!lastMessage) return <span className={classes(line, 'text-ink-3')}>No messages yet</span>;
  return (
    <>
      <LastMark conversation={conversation} />
      <span className={classes(line, unread > 0 ? 'text-ink' : 'text-ink-2')} dir="auto">
        <LastAuthor conversation={conversation} meId={meId} />
        {lastMessage.text}
      </span>
    </>
  );
}

/** How far my last message to one person has come, where it is known. */
function LastMark({ conversation }: { conversation: Conversation }) {
  const state = useLastState(conversation.id);
  if (!state || state === 'failed') return null;
  return (
    <span className="-mr-1 grid shrink-0">
      <StateMark state={state} />
    </span>
  );
}

/** In a place one wants to know who spoke; between two people only whether it was me. */
function LastAuthor({ conversation, meId }: { conversation: Conversation; meId: string }) {
  const { id, kind, peerId, lastMessage } = conversation;
  const marked = useLastState(id) !== null;
  const senderId = lastMessage?.senderId ?? null;
  const author = usePerson(kind === 'direct' || senderId === meId ? null : senderId);
  if (senderId === meId) return peerId === meId || marked ? null : <span className="text-ink-3">You: </span>;
  return author ? <span className="text-ink">{firstName(author.name)}: </span> : null;
}
