import { may, type Conversation, type Me } from '@parley/contracts';
import { Search, ShieldBan, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { requestIdOf, wordsFor } from '../../../lib/error-words';
import { Button, IconButton } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import type { Question } from '../acts/confirm';
import { MemberRow } from './member-row';
import { Section } from './section';
import { useMembersFollowed } from './use-first-members';
import { useMembers } from './use-members';

/** With fewer people than this one sees them all at a glance. */
const searchFrom = 8;

interface MemberSectionProps {
  conversation: Conversation;
  me: Me;
  onOpen: (what: 'add' | 'banned') => void;
  onAsk: (question: Question) => void;
}

export function MemberSection({ conversation, me, onOpen, onAsk }: MemberSectionProps) {
  const { id, role, memberCount } = conversation;
  const [query, setQuery] = useState('');
  useMembersFollowed(id);
  const members = useMembers(id, query);
  return (
    <Section
      title="People"
      end={
        <>
          <span className="tabular text-[13.5px] text-ink-2">{new Intl.NumberFormat().format(memberCount)}</span>
          {may(role, 'add', conversation) ? (
            <IconButton icon={UserPlus} label="Add people" onClick={() => onOpen('add')} className="-mr-2" />
          ) : null}
        </>
      }
    >
      {memberCount >= searchFrom ? <MemberSearch value={query} onChange={setQuery} /> : null}
      <ul aria-label="People" className="flex flex-col">
        {members.items.map((member) => (
          <MemberRow key={member.userId} member={member} conversation={conversation} me={me} onAsk={onAsk} />
        ))}
      </ul>
      {members.waiting ? <MemberSkeleton /> : null}
      {members.error ? (
        <Notice
          tone="alert"
          title="The people did not load"
          requestId={requestIdOf(members.error)}
          actions={<Button onClick={members.retry}>Try again</Button>}
        >
          {wordsFor(members.error)}
        </Notice>
      ) : null}
      {members.isEmpty && members.items.length === 0 ? (
        <p role="status" className="py-2 text-[14px] leading-5 text-ink-2">
          Nobody here matches “{query.trim()}”.
        </p>
      ) : null}
      {members.hasMore && !members.waiting ? (
        <Button className="h-9 text-[14px]" onClick={members.more}>
          Show more people
        </Button>
      ) : null}
      {may(role, 'ban', conversation) ? (
        <button
          type="button"
          onClick={() => onOpen('banned')}
          className="-mx-2 flex h-11 items-center gap-3 rounded-[12px] px-2 text-left text-[14px] text-ink-2 hover:bg-hover hover:text-ink"
        >
          <span className="grid w-9 place-items-center">
            <Icon of={ShieldBan} size={18} />
          </span>
          Banned people
        </button>
      ) : null}
    </Section>
  );
}

function MemberSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="flex h-9 items-center gap-2 rounded-control border border-edge bg-raise px-2.5 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent pointer-coarse:h-11">
      <Icon of={Search} size={16} className="shrink-0 text-ink-3" />
      <input
        type="search"
        aria-label="Search people here"
        placeholder="Search people"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-w-0 grow bg-transparent text-[14px] outline-none placeholder:text-ink-3 max-pane:text-[16px]"
      />
    </div>
  );
}

function MemberSkeleton() {
  return (
    <div role="status" className="breathe">
      <span className="sr-only">Loading people</span>
      {['w-28', 'w-20', 'w-24'].map((width) => (
        <div key={width} aria-hidden className="flex h-[52px] items-center gap-3">
          <span className="size-9 rounded-full bg-line" />
          <span className={`h-3.5 rounded-chip bg-line ${width}`} />
        </div>
      ))}
    </div>
  );
}
