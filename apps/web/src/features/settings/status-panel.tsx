import { limits, type ChangeProfileRequest, type Status } from '@parley/contracts';
import { useState, type FormEvent } from 'react';
import { untilWords } from '../../lib/last-seen';
import { useClient } from '../../lib/client-context';
import { useNow } from '../../lib/now';
import { useSubmit } from '../../lib/use-submit';
import { useMe } from '../../lib/watch';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { Panel, PanelPart } from '../../ui/panel';
import { Select } from '../../ui/select';
import { endOf, periods, presets, type Period } from './status-presets';

type Until = Period | 'kept';

interface Draft {
  emoji: string;
  text: string;
  until: Until;
}

const draftOf = (status: Status | null): Draft => ({
  emoji: status?.emoji ?? '',
  text: status?.text ?? '',
  until: status?.expiresAt ? 'kept' : 'open',
});

function requestOf({ emoji, text, until }: Draft, status: Status | null): ChangeProfileRequest['status'] {
  const words = text.trim();
  const sign = emoji.trim();
  if (words === '' && sign === '') return 'clear';
  const expiresAt = until === 'kept' ? (status?.expiresAt ?? null) : endOf(until, new Date());
  return { text: words, ...(sign !== '' && { emoji: sign }), ...(expiresAt !== null && { expiresAt }) };
}

export function StatusPanel() {
  const { status } = useMe();
  // Set anew from another device, the form begins anew with it.
  return <StatusForm key={JSON.stringify(status)} status={status} />;
}

function StatusForm({ status }: { status: Status | null }) {
  const { session } = useClient();
  const [draft, setDraft] = useState(() => draftOf(status));
  const { busy, failure, submit } = useSubmit(async (next: Draft) => {
    const request = requestOf(next, status);
    if (request === undefined) return;
    await session.changeProfile({ status: request });
    announce(request === 'clear' ? 'Status cleared.' : 'Status set.');
  });
  const set = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const dirty = JSON.stringify(draft) !== JSON.stringify(draftOf(status));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit(draft);
  };
  return (
    <Panel title="Status" lead="A word beside your name, for as long as it is true.">
      <PanelPart>
        <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
          <Presets onPick={set} />
          <StatusFields draft={draft} endsAt={status?.expiresAt ?? null} onChange={set} />
          <FormFailure failure={failure} className="" />
          <div className="flex flex-wrap justify-end gap-2.5">
            {status ? (
              <Button disabled={busy} onClick={() => void submit({ emoji: '', text: '', until: 'open' })}>
                Clear the status
              </Button>
            ) : null}
            <Button type="submit" look="primary" busy={busy} disabled={!dirty}>
              {busy ? 'Setting…' : 'Set the status'}
            </Button>
          </div>
        </form>
      </PanelPart>
    </Panel>
  );
}

function Presets({ onPick }: { onPick: (preset: Draft) => void }) {
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Often used">
      {presets.map(({ emoji, text, until }) => (
        <li key={text}>
          <button
            type="button"
            onClick={() => onPick({ emoji, text, until })}
            className="touch inline-flex h-8 items-center gap-1.5 rounded-full border border-edge bg-bg px-3 text-[13.5px] hover:bg-hover"
          >
            <span aria-hidden>{emoji}</span>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface StatusFieldsProps {
  draft: Draft;
  endsAt: string | null;
  onChange: (part: Partial<Draft>) => void;
}

function StatusFields({ draft, endsAt, onChange }: StatusFieldsProps) {
  const now = useNow();
  return (
    <div className="grid grid-cols-[76px_minmax(0,1fr)] gap-3 pane:grid-cols-[76px_minmax(0,1fr)_190px]">
      <Field
        label="Emoji"
        name="emoji"
        autoComplete="off"
        placeholder="🙂"
        maxLength={20}
        value={draft.emoji}
        onChange={(event) => onChange({ emoji: event.target.value })}
      />
      <Field
        label="What is going on"
        name="status"
        autoComplete="off"
        dir="auto"
        placeholder="On call until Friday"
        maxLength={limits.statusMax}
        value={draft.text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <Select
        label="Clear it"
        name="until"
        className="max-pane:col-span-2"
        value={draft.until}
        onChange={(event) => onChange({ until: event.target.value as Until })}
      >
        {endsAt ? <option value="kept">{untilWords(new Date(endsAt), now)}</option> : null}
        {periods.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Select>
    </div>
  );
}
