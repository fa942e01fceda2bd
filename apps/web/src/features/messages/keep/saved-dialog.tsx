import type { Message } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { BookmarkX } from 'lucide-react';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useClient } from '../../../lib/client-context';
import { wordsFor } from '../../../lib/error-words';
import { useConversations, useMe } from '../../../lib/watch';
import { announce } from '../../../ui/announcer';
import { Dialog } from '../../../ui/dialog';
import { LoadState } from '../../../ui/load-state';
import { toast } from '../../../ui/toast';
import { KeptRow } from './kept-row';

/** What I keep for later, of all conversations; a press leads to where it was said. */
export function SavedDialog({ onClose }: { onClose: () => void }) {
  const { saved } = useClient();
  const navigate = useNavigate();
  const nameOf = useNames();
  const asked = useQuery({ queryKey: ['saved'], queryFn: () => saved.open().then(() => true), gcTime: 0 });
  const { items } = useSyncExternalStore(saved.subscribe, saved.snapshot);
  const places = usePlaces();
  const takeOut = ({ id }: Message) => {
    saved.remove(id).then(
      () => announce('Taken out of what is saved.'),
      (cause: unknown) => toast(wordsFor(cause)),
    );
  };
  const open = ({ conversationId, id }: Message) => {
    onClose();
    void navigate({ to: '/c/$conversationId', params: { conversationId }, search: { message: id } });
  };
  return (
    <Dialog title="Saved for later" lead="Only you see what is here." onClose={onClose}>
      <LoadState of={asked}>
        {() =>
          items.length > 0 ? (
            <ul className="-mx-2 flex flex-col">
              {items.map(({ message }) => (
                <li key={message.id}>
                  <KeptRow
                    message={message}
                    author={nameOf(message.senderId)}
                    place={places.get(message.conversationId)}
                    onOpen={() => open(message)}
                    out={{ icon: BookmarkX, label: 'Take out of saved', onPress: () => takeOut(message) }}
                  />
                </li>
              ))}
            </ul>
          ) : (
            <p className="py-2 text-[14px] leading-[22px] text-ink-2">
              Nothing yet. What you save from the menu of a message waits here, on all your devices.
            </p>
          )
        }
      </LoadState>
    </Dialog>
  );
}

/** What the conversations are called; one that is not in the list of this device has no name here. */
function usePlaces(): ReadonlyMap<string, string> {
  const me = useMe();
  const list = useConversations();
  return useMemo(
    () => new Map(list.map(({ id, name, peerId }) => [id, peerId === me.id ? 'Notes to self' : name])),
    [list, me.id],
  );
}

function useNames(): (id: string) => string {
  const { users } = useClient();
  const known = useSyncExternalStore(users.subscribe, users.known);
  return useCallback((id: string) => (known.get(id) ?? users.get(id))?.name ?? 'Somebody', [users, known]);
}
