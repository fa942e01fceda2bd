import { serverEvents, type Conversation } from '@parley/contracts';
import { useEffect, useState } from 'react';
import { useClient } from '../../lib/client-context';

interface Lost {
  conversation: Conversation;
  /** Gone for everybody, not for me alone. */
  deleted: boolean;
}

/** What was open here, when it is taken away: the page says so instead of going blank. */
export function useLastSeen(conversationId: string, conversation: Conversation | undefined): Lost | null {
  const client = useClient();
  const [last, setLast] = useState(conversation);
  const [deleted, setDeleted] = useState(false);
  // While drawing: the copy of a moment ago must be there when the next drawing finds none.
  if (conversation && conversation !== last) setLast(conversation);
  useEffect(
    () =>
      client.on(serverEvents.conversationUpdated, (update) => {
        if (update.conversationId !== conversationId) return;
        if (update.change?.type === 'deleted') setDeleted(true);
        if (update.change?.type === 'restored') setDeleted(false);
      }),
    [client, conversationId],
  );
  return !conversation && last ? { conversation: last, deleted } : null;
}
