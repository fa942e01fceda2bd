import type { ParleyClient } from '@parley/client';
import type { Conversation } from '@parley/contracts';
import { useCallback, useEffect } from 'react';
import { useClient } from './client-context';
import { DraftJournal } from './draft-journal';
import { useConversationsLoaded } from './watch';

export const draftJournal = new DraftJournal(window.localStorage);

function bringBack({ conversations }: ParleyClient, conversation: Conversation): void {
  const text = draftJournal.restore(conversation);
  if (text !== null) conversations.draft(conversation.id, text);
}

/** What this device could not hand over before its last reload is there again as soon as the list is. */
export function useDraftsRestored(): void {
  const client = useClient();
  const loaded = useConversationsLoaded();
  useEffect(() => {
    if (loaded) for (const conversation of client.conversations.list()) bringBack(client, conversation);
  }, [client, loaded]);
}

/** What is half written here, on whatever device that was. */
export function useDraft(conversation: Conversation): [string, (text: string) => void] {
  const client = useClient();
  const { id, draft, draftRev } = conversation;
  // A conversation that was not in the first page of the list.
  useEffect(() => {
    const found = client.conversations.get(id);
    if (found) bringBack(client, found);
  }, [client, id]);
  const write = useCallback(
    (text: string) => {
      draftJournal.keep({ id, draftRev }, text);
      client.conversations.draft(id, text);
    },
    [client, id, draftRev],
  );
  return [draft, write];
}
