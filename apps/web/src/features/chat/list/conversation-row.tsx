import type { Conversation, PresenceState } from '@parley/contracts';
import { Link } from '@tanstack/react-router';
import { BellOff, Pin } from 'lucide-react';
import { memo, useRef, type KeyboardEvent } from 'react';
import { placeOf } from '../../../lib/kinds';
import { isMuted } from '../../../lib/mute';
import { useOnScreen } from '../../../lib/on-screen';
import { usePresence } from '../../../lib/presence';
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
  const { unread, mentions, settings } = conversation;
  const muted = isMuted(settings, now);
  const row = useRef<HTMLAnchorElement>(null);
  const presence = usePresence(conversation.peerId === meId ? null : conversation.peerId, useOnScreen(row));
  const fresh = settings.markedUnread || mentions > 0 || (unread > 0 && !muted);
  return (
    <Link
      ref={row}
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
        open
          ? 'border-line bg-raise [--behind:var(--raise)]'
          : 'border-transparent [--behind:var(--side)] hover:bg-hover hover:[--behind:var(--hover)]',
      )}
    >
      <Face conversation={conversation} state={presence?.state} />
      <span className="flex min-w-0 grow flex-col">
        <TopLine {...{ conversation, meId, today, fresh, muted }} state={presence?.state ?? 'offline'} />
        <span className="flex h-5 items-center gap-2">
          <Preview conversation={conversation} meId={meId} draft={open ? '' : conversation.draft} fresh={fresh} />
          <Marks conversation={conversation} muted={muted} />
        </span>
      </span>
    </Link>
  );
});

function Face({ conversation, state }: { conversation: Conversation; state: PresenceState | undefined }) {
  const { id, peerId, name, hue } = conversation;
  const place = placeOf(conversation);
  return <Avatar id={peerId ?? id} name={name} size="list" hue={hue} place={place} presence={state} />;
}

interface TopLineProps {
  conversation: Conversation;
  meId: string;
  today: Date;
  fresh: boolean;
  muted: boolean;
  state: PresenceState;
}

function TopLine({ conversation, meId, today, fresh, muted, state }: TopLineProps) {
  const { lastMessage, peerId, name } = conversation;
  return (
    <span className="flex items-baseline gap-2">
      <span className="flex min-w-0 grow items-center gap-1.5">
        <span className={classes('min-w-0 truncate text-left', fresh ? 'font-bold' : 'font-medium')} dir="auto">
          {peerId === meId ? 'Notes to self' : name}
        </span>
        {state === 'offline' ? null : <span className="sr-only">{state}</span>}
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
