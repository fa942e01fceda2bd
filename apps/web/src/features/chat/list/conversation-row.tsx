import type { Conversation } from '@parley/contracts';
import { Link } from '@tanstack/react-router';
import { BellOff, Pin } from 'lucide-react';
import { memo, type KeyboardEvent } from 'react';
import { placeOf } from '../../../lib/kinds';
import { isMuted } from '../../../lib/mute';
import { listTime } from '../../../lib/time';
import { Avatar } from '../../../ui/avatar';
import { Badge, MentionBadge } from '../../../ui/badge';
import { classes } from '../../../ui/classes';
import { Icon } from '../../../ui/icon';
import { Preview } from './row-preview';

export interface ConversationRowProps {
  conversation: Conversation;
  meId: string;
  today: Date;
  now: number;
  open: boolean;
  /** One row of the list takes part in tabbing; arrows move inside. */
  tabbable: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
}

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, meId, today, now, open, tabbable, onKeyDown } = props;
  const { unread, mentions, settings, hue } = conversation;
  const muted = isMuted(settings, now);
  const fresh = settings.markedUnread || mentions > 0 || (unread > 0 && !muted);
  return (
    <Link
      to="/c/$conversationId"
      params={{ conversationId: conversation.id }}
      aria-current={open ? 'page' : undefined}
      aria-keyshortcuts="Shift+F10"
      tabIndex={tabbable ? 0 : -1}
      onKeyDown={onKeyDown}
      data-conversation={conversation.id}
      draggable={false}
      className={classes(
        'flex h-[60px] items-center gap-3 rounded-[14px] border px-[9px] transition-colors duration-(--quick)',
        open ? 'border-line bg-raise' : 'border-transparent hover:bg-hover',
      )}
    >
      <Avatar
        id={conversation.peerId ?? conversation.id}
        name={conversation.name}
        size="list"
        hue={hue}
        place={placeOf(conversation)}
      />
      <span className="flex min-w-0 grow flex-col">
        <TopLine conversation={conversation} meId={meId} today={today} fresh={fresh} muted={muted} />
        <span className="flex h-5 items-center gap-2">
          <Preview conversation={conversation} meId={meId} draft={open ? '' : conversation.draft} fresh={fresh} />
          <Marks conversation={conversation} muted={muted} />
        </span>
      </span>
    </Link>
  );
});

interface TopLineProps {
  conversation: Conversation;
  meId: string;
  today: Date;
  fresh: boolean;
  muted: boolean;
}

function TopLine({ conversation, meId, today, fresh, muted }: TopLineProps) {
  const { lastMessage, peerId, name } = conversation;
  return (
    <span className="flex items-baseline gap-2">
      <span className="flex min-w-0 grow items-center gap-1.5">
        <span className={classes('min-w-0 truncate text-left', fresh ? 'font-bold' : 'font-medium')} dir="auto">
          {peerId === meId ? 'Notes to self' : name}
        </span>
        {muted ? (
          <span className="shrink-0 text-ink-3" title="Muted">
            <Icon of={BellOff} size={14} />
            <span className="sr-only">muted</span>
          </span>
        ) : null}
      </span>
      {lastMessage ? (
        <time
          dateTime={lastMessage.createdAt}
          className={classes('tabular shrink-0 text-[12.5px]', fresh ? 'font-semibold text-accent-ink' : 'text-ink-3')}
        >
          {listTime(new Date(lastMessage.createdAt), today)}
        </time>
      ) : null}
    </span>
  );
}

function Marks({ conversation, muted }: { conversation: Conversation; muted: boolean }) {
  const { unread, mentions, settings } = conversation;
  const counted = unread > 0 || settings.markedUnread;
  return (
    <>
      {mentions > 0 ? <MentionBadge /> : null}
      <Badge count={unread} noun="unread" quiet={muted} />
      {unread === 0 && settings.markedUnread ? (
        <span className="size-3 shrink-0 rounded-full bg-accent" title="Marked as unread">
          <span className="sr-only">marked as unread</span>
        </span>
      ) : null}
      {settings.pinned && !counted ? (
        <span className="shrink-0 text-ink-3" title="Pinned">
          <Icon of={Pin} size={14} className="rotate-45" />
          <span className="sr-only">pinned</span>
        </span>
      ) : null}
    </>
  );
}
