import type { Conversation, PersonPresence } from '@parley/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, PanelRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { kindWords, peopleCount, placeOf } from '../../lib/kinds';
import { useNow } from '../../lib/now';
import { hasFinePointer } from '../../lib/pointer';
import { presenceWords, usePresence } from '../../lib/presence';
import { showPerson } from '../../lib/shown-person.store';
import { usePerson } from '../../lib/watch';
import { Avatar } from '../../ui/avatar';
import { IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Faces } from './details/faces';

interface ConversationHeaderProps {
  conversation: Conversation;
  notesToSelf: boolean;
  detailsOpen: boolean;
  onDetails: () => void;
}

export function ConversationHeader({ conversation, notesToSelf, detailsOpen, onDetails }: ConversationHeaderProps) {
  const title = useRef<HTMLHeadingElement>(null);
  const { id, name, peerId, hue, kind } = conversation;
  const presence = usePresence(notesToSelf ? null : peerId);

  // On a phone the list gives way to this page; the reader's place must not be lost with it.
  useEffect(() => {
    if (!hasFinePointer()) title.current?.focus({ preventScroll: true });
  }, []);

  return (
    <header className="flex h-[60px] shrink-0 items-center gap-3 border-b border-line px-2 pane:pr-3 pane:pl-5">
      <BackLink />
      {peerId === null ? (
        <Avatar id={id} name={name} hue={hue} place={placeOf(conversation)} />
      ) : (
        <button
          type="button"
          aria-label={`Profile of ${name}`}
          className="touch-around rounded-full"
          onClick={() => showPerson(peerId)}
        >
          <Avatar id={peerId} name={name} presence={presence?.state} />
        </button>
      )}
      <div className="min-w-0 grow">
        <h2
          ref={title}
          tabIndex={-1}
          className="truncate text-[16px] leading-[21px] font-semibold tracking-[-0.01em] outline-none"
          dir="auto"
        >
          {notesToSelf ? 'Notes to self' : name}
        </h2>
        <Subtitle {...{ conversation, notesToSelf, presence }} />
      </div>
      {kind === 'direct' ? null : <Faces conversation={conversation} />}
      <IconButton
        icon={PanelRight}
        label="Details"
        aria-expanded={detailsOpen}
        aria-controls="details"
        onClick={onDetails}
        className={detailsOpen ? 'bg-hover' : undefined}
      />
    </header>
  );
}

interface SubtitleProps extends Pick<ConversationHeaderProps, 'conversation' | 'notesToSelf'> {
  presence: PersonPresence | null;
}

function Subtitle({ conversation, notesToSelf, presence }: SubtitleProps) {
  const { peerId, kind, memberCount, topic, archivedAt } = conversation;
  const person = usePerson(peerId);
  const seen = presenceWords(presence, useNow());
  const known = seen ?? (person?.username ? `@${person.username}` : kindWords(conversation));
  const place = [archivedAt === null ? null : 'Archived', peopleCount(memberCount), topic].filter(Boolean).join(' · ');
  const direct = notesToSelf ? 'Only you can read these' : known;
  return (
    <p className="tabular truncate text-[13px] leading-[18px] text-ink-2" dir="auto">
      {kind === 'direct' ? direct : place}
    </p>
  );
}

export function BackLink() {
  return (
    <Link
      to="/"
      aria-label="Back to conversations"
      className="touch -mr-1 grid size-11 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-hover pane:hidden"
    >
      <Icon of={ChevronLeft} size={22} />
    </Link>
  );
}
