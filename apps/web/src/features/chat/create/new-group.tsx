import type { Person } from '@parley/client';
import { limits, type Conversation } from '@parley/contracts';
import { useState, type FormEvent } from 'react';
import { Button } from '../../../ui/button';
import { DialogActions } from '../../../ui/dialog';
import { FormFailure } from '../../../ui/form-failure';
import { NameField } from '../place-fields';
import { PeoplePicker } from '../people/people-picker';
import { useCreate } from './use-create';

/** A few people who know each other: chosen first, because that is what one has in mind. */
export function NewGroup({ onMade }: { onMade: (conversation: Conversation) => void }) {
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const { busy, failure, create } = useCreate(onMade);
  const nameless = name.trim() === '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (nameless || people.length === 0) return;
    void create({ kind: 'group', name: name.trim(), memberIds: people.map(({ id }) => id) });
  };
  return (
    <form onSubmit={save} className="flex flex-col gap-4">
      <NameField
        value={name}
        placeholder="Weekend sailors"
        error={asked && nameless ? 'Give the group a name.' : undefined}
        onChange={setName}
      />
      <div className="flex flex-col gap-1.5">
        <p className="text-[13.5px] leading-5 font-medium">People</p>
        {asked && people.length === 0 ? (
          <p role="alert" className="text-[13px] text-warn-ink">
            Choose at least one person.
          </p>
        ) : null}
        <PeoplePicker label="Name or username" chosen={people} max={limits.membersAtOnce} onChange={setPeople} />
      </div>
      <FormFailure failure={failure} className="" />
      <DialogActions>
        <Button type="submit" look="primary" busy={busy}>
          Create group
        </Button>
      </DialogActions>
    </form>
  );
}
