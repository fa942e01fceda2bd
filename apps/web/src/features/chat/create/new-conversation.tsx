import type { Conversation } from '@parley/contracts';
import { useNavigate } from '@tanstack/react-router';
import { Hash, User, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../../ui/dialog';
import { Segments } from '../../../ui/segments';
import { NewDirect } from './new-direct';
import { NewGroup } from './new-group';
import { NewRoom } from './new-room';

const kinds = [
  { value: 'direct', label: 'Person', icon: User },
  { value: 'group', label: 'Group', icon: UsersRound },
  { value: 'room', label: 'Room', icon: Hash },
] as const;

type Kind = (typeof kinds)[number]['value'];

interface NewConversationProps {
  onBrowse: () => void;
  onClose: () => void;
}

export function NewConversation({ onBrowse, onClose }: NewConversationProps) {
  const navigate = useNavigate();
  const [kind, setKind] = useState<Kind>('direct');
  const made = ({ id }: Conversation) => {
    onClose();
    void navigate({ to: '/c/$conversationId', params: { conversationId: id } });
  };
  return (
    <Dialog title="New conversation" onClose={onClose}>
      <div className="flex flex-col gap-4">
        <Segments label="What kind" value={kind} options={kinds} onChange={setKind} />
        {kind === 'direct' ? <NewDirect onMade={made} onBrowse={onBrowse} /> : null}
        {kind === 'group' ? <NewGroup onMade={made} /> : null}
        {kind === 'room' ? <NewRoom onMade={made} /> : null}
      </div>
    </Dialog>
  );
}
