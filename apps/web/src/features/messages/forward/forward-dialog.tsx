import type { Conversation, Message } from '@parley/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useClient } from '../../../lib/client-context';
import { firstFocus } from '../../../lib/first-focus';
import { placeOf } from '../../../lib/kinds';
import { hasFinePointer } from '../../../lib/pointer';
import { useConversations, useMe } from '../../../lib/watch';
import { Avatar } from '../../../ui/avatar';
import { Dialog } from '../../../ui/dialog';
import { Field } from '../../../ui/field';
import { toast } from '../../../ui/toast';
import { choicesFor } from './choices';

interface ForwardDialogProps {
  message: Message;
  onClose: () => void;
}

/** Passes it on at a press; whoever reads it there sees who wrote it. */
export function ForwardDialog({ message, onClose }: ForwardDialogProps) {
  const client = useClient();
  const navigate = useNavigate();
  const me = useMe();
  const list = useConversations();
  const [search, setSearch] = useState('');
  const choices = useMemo(() => choicesFor(list, search, me.id), [list, search, me.id]);
  const forward = ({ id, name, peerId }: Conversation) => {
    client.forward(message, id);
    toast(`Forwarded to ${peerId === me.id ? 'yourself' : name}.`, {
      label: 'Open',
      run: () => void navigate({ to: '/c/$conversationId', params: { conversationId: id } }),
    });
    onClose();
  };
  return (
    <Dialog title="Forward to" onClose={onClose}>
      <Field
        ref={hasFinePointer() ? firstFocus : undefined}
        label="Find a conversation"
        type="search"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      <ul className="scroll-thin -mx-2 mt-3 max-h-[50dvh] overflow-y-auto">
        {choices.map((conversation) => (
          <li key={conversation.id}>
            <button
              type="button"
              className="flex min-h-12 w-full items-center gap-3 rounded-control px-2 text-left hover:bg-hover"
              onClick={() => forward(conversation)}
            >
              <Avatar
                id={conversation.peerId ?? conversation.id}
                name={conversation.name}
                hue={conversation.hue}
                place={placeOf(conversation)}
              />
              <span className="min-w-0 truncate" dir="auto">
                {conversation.peerId === me.id ? 'Notes to self' : conversation.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {choices.length === 0 ? <p className="py-4 text-center text-[14px] text-ink-2">Nothing is called that.</p> : null}
    </Dialog>
  );
}
