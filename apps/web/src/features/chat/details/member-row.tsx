import type { Conversation, Me, Member } from '@parley/contracts';
import { Ellipsis } from 'lucide-react';
import { useRef } from 'react';
import { roleWords } from '../../../lib/kinds';
import { useNow } from '../../../lib/now';
import { useOnScreen } from '../../../lib/on-screen';
import { presenceWords, usePresence } from '../../../lib/presence';
import { showPerson } from '../../../lib/shown-person.store';
import { Avatar } from '../../../ui/avatar';
import { IconButton } from '../../../ui/button';
import { Menu, MenuItem } from '../../../ui/menu';
import type { Question } from '../acts/confirm';
import { useMemberActs } from './use-member-acts';

interface MemberRowProps {
  member: Member;
  conversation: Conversation;
  me: Me;
  onAsk: (question: Question) => void;
}

export function MemberRow({ member, conversation, me, onAsk }: MemberRowProps) {
  const { userId, name, role } = member;
  const row = useRef<HTMLLIElement>(null);
  const presence = usePresence(userId, useOnScreen(row));
  const seen = presenceWords(presence, useNow());
  const isMe = userId === me.id;
  const words = [isMe ? 'You' : null, role === 'member' ? null : roleWords[role], isMe ? null : seen].filter(Boolean);
  const acts = useMemberActs({ member, conversation, me, onAsk });
  return (
    <li ref={row} className="-mx-2 flex min-h-[52px] items-center gap-3 rounded-[12px] px-2 hover:bg-hover">
      <button
        type="button"
        onClick={() => showPerson(userId)}
        className="flex min-w-0 grow items-center gap-3 py-2 text-left"
      >
        <Avatar id={userId} name={name} presence={presence?.state} />
        <span className="flex min-w-0 flex-col">
          <span className="truncate text-[14.5px] leading-5 font-medium" dir="auto">
            {name}
          </span>
          <span className="truncate text-[13px] leading-[18px] text-ink-2">{words.join(' · ') || roleWords[role]}</span>
        </span>
      </button>
      {acts.length > 0 ? (
        <Menu trigger={<IconButton icon={Ellipsis} label={`Options for ${name}`} className="-mr-1" />}>
          {acts.map(({ key, icon, label, careful = false, run }) => (
            <MenuItem key={key} icon={icon} careful={careful} onSelect={run}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
    </li>
  );
}
