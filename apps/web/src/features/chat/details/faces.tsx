import type { Conversation } from '@parley/contracts';
import { Avatar } from '../../../ui/avatar';
import { useFirstMembers, useMembersFollowed } from './use-first-members';

const shown = 3;

/** A few of those who are here; the panel beside has them all. */
export function Faces({ conversation }: { conversation: Conversation }) {
  useMembersFollowed(conversation.id);
  const { data } = useFirstMembers(conversation.id);
  const faces = data?.items.slice(0, shown) ?? [];
  const others = conversation.memberCount - faces.length;
  if (faces.length === 0) return null;
  return (
    <div aria-hidden className="hidden shrink-0 items-center pl-2 wide:flex">
      {faces.map(({ userId, name }) => (
        <span key={userId} className="-ml-2 rounded-full border-2 border-bg">
          <Avatar id={userId} name={name} size="small" />
        </span>
      ))}
      {others > 0 ? <span className="tabular pl-1.5 text-[13px] text-ink-2">+{others}</span> : null}
    </div>
  );
}
