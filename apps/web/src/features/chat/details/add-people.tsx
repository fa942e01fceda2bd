import type { Person } from '@parley/client';
import { limits, type Conversation } from '@parley/contracts';
import { useMemo, useState } from 'react';
import { useClient } from '../../../lib/client-context';
import { useSubmit } from '../../../lib/use-submit';
import { Button } from '../../../ui/button';
import { Dialog, DialogActions } from '../../../ui/dialog';
import { FormFailure } from '../../../ui/form-failure';
import { wordsForAdding } from '../acts/words';
import { PeoplePicker } from '../people/people-picker';
import { useFirstMembers } from './use-first-members';

export function AddPeople({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { members } = useClient();
  const [people, setPeople] = useState<readonly Person[]>([]);
  const { data } = useFirstMembers(conversation.id);
  // Of a large room not all are known here; adding somebody twice does no harm.
  const taken = useMemo(
    () => new Map(data?.items.map(({ userId }): [string, string] => [userId, 'Here already']) ?? []),
    [data],
  );
  const { busy, failure, submit } = useSubmit(async () => {
    await members.add(
      conversation.id,
      people.map(({ id }) => id),
    );
    onClose();
  });
  const lead =
    conversation.history === 'all'
      ? 'They can read everything from the beginning.'
      : 'They can read what is written after they came.';
  return (
    <Dialog title={`Add people to ${conversation.name}`} lead={lead} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <PeoplePicker
          label="Name or username"
          first
          chosen={people}
          taken={taken}
          max={limits.membersAtOnce}
          onChange={setPeople}
        />
        <FormFailure failure={failure && { ...failure, words: wordsForAdding(failure.cause) }} className="" />
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" busy={busy} disabled={people.length === 0} onClick={() => void submit()}>
          {people.length > 1 ? `Add ${people.length} people` : 'Add'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
