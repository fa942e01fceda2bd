import { type Conversation, type HistorySetting, type Visibility } from '@parley/contracts';
import { useState, type FormEvent } from 'react';
import { Button } from '../../../ui/button';
import { DialogActions } from '../../../ui/dialog';
import { FormFailure } from '../../../ui/form-failure';
import { HuePicker } from '../../../ui/hue-picker';
import { Select } from '../../../ui/select';
import { SwitchRow } from '../../../ui/switch-row';
import { NameField, TopicField } from '../place-fields';
import { useCreate } from './use-create';

/** A place with a subject, that outlives who is in it. */
export function NewRoom({ onMade }: { onMade: (conversation: Conversation) => void }) {
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const [hue, setHue] = useState<number | null>(null);
  const [visibility, setVisibility] = useState<Visibility>('public');
  const [history, setHistory] = useState<HistorySetting>('all');
  const [announcement, setAnnouncement] = useState(false);
  const [asked, setAsked] = useState(false);
  const { busy, failure, create } = useCreate(onMade);
  const nameless = name.trim() === '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (nameless) return;
    const fields = { name: name.trim(), topic: topic.trim(), visibility, history, announcement };
    void create({ kind: 'room', ...fields, ...(hue === null ? {} : { hue }) });
  };
  return (
    <form onSubmit={save} className="flex flex-col gap-4">
      <NameField
        value={name}
        placeholder="release-crew"
        error={asked && nameless ? 'Give the room a name.' : undefined}
        onChange={setName}
      />
      <TopicField value={topic} placeholder="What is talked about here (optional)" onChange={setTopic} />
      <HuePicker label="Colour" value={hue} onChange={setHue} />
      <Select
        label="Who may find and join it"
        value={visibility}
        onChange={(event) => setVisibility(event.target.value === 'private' ? 'private' : 'public')}
      >
        <option value="public">Everybody on this server</option>
        <option value="private">Only people who are added</option>
      </Select>
      <Select
        label="What newcomers can read"
        value={history}
        onChange={(event) => setHistory(event.target.value === 'joined' ? 'joined' : 'all')}
      >
        <option value="all">Everything</option>
        <option value="joined">Only from then on</option>
      </Select>
      <div className="-mx-4 -my-2 pane:-mx-5">
        <SwitchRow
          label="Announcements only"
          note="Owners and admins write; everybody else reads."
          on={announcement}
          onChange={setAnnouncement}
        />
      </div>
      <FormFailure failure={failure} className="" />
      <DialogActions>
        <Button type="submit" look="primary" busy={busy}>
          Create room
        </Button>
      </DialogActions>
    </form>
  );
}
