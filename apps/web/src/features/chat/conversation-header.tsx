import type { Conversation } from '@parley/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { kindWords, placeOf } from '../../lib/kinds';
import { hasFinePointer } from '../../lib/pointer';
import { showPerson } from '../../lib/shown-person.store';
import { usePerson } from '../../lib/watch';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';

interface ConversationHeaderProps {
  conversation: Conversation;
  notesToSelf: boolean;
}

export function ConversationHeader({ conversation, notesToSelf }: ConversationHeaderProps) {
  const title = useRef<HTMLHeadingElement>(null);
  const { id, name, peerId } = conversation;
  const person = usePerson(peerId);
  const note = person?.username ? `@${person.username}` : kindWords(conversation);

  // On a phone the list gives way to this page; the reader's place must not be lost with it.
  useEffect(() => {
    if (!hasFinePointer()) title.current?.focus({ preventScroll: true });
  }, []);

  return (
    <header className="flex h-[60px] shrink-0 items-center gap-3 border-b border-line px-2 pane:px-5">
      <BackLink />
      {peerId === null ? (
        <Avatar id={id} name={name} place={placeOf(conversation)} />
      ) : (
        <button
          type="button"
          aria-label={`Profile of ${name}`}
          className="touch-around rounded-full"
          onClick={() => showPerson(peerId)}
        >
          <Avatar id={peerId} name={name} />
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
        <p className="truncate text-[13px] leading-[18px] text-ink-2">
          {notesToSelf ? 'Only you can read these' : note}
        </p>
      </div>
    </header>
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
