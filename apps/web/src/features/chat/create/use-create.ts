import type { Conversation, CreateGroupRequest } from '@parley/contracts';
import { useState } from 'react';
import { v4 as uuid } from 'uuid';
import { useClient } from '../../../lib/client-context';
import { useSubmit } from '../../../lib/use-submit';
import { wordsForAdding } from '../acts/words';

/** Makes one conversation, however often the button is pressed: a second try carries the id of the first. */
export function useCreate(onMade: (conversation: Conversation) => void) {
  const { conversations } = useClient();
  const [clientId] = useState(() => uuid());
  const { busy, failure, submit } = useSubmit(async (request: Omit<CreateGroupRequest, 'clientId'>) =>
    onMade(await conversations.create({ ...request, clientId })),
  );
  return { busy, failure: failure && { ...failure, words: wordsForAdding(failure.cause) }, create: submit };
}
