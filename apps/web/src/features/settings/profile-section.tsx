import { limits, normaliseUsername, type ChangeProfileRequest, type Me } from '@parley/contracts';
import { ParleyError } from '@parley/client';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { useMe } from '../../lib/watch';
import { announce } from '../../ui/announcer';
import { Avatar } from '../../ui/avatar';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { Panel, PanelPart } from '../../ui/panel';
import { Select } from '../../ui/select';
import { TextArea } from '../../ui/text-area';
import { languages } from './languages';
import { SaveBar } from './save-bar';
import { StatusPanel } from './status-panel';
import { TimeZoneField } from './time-zone-field';

type Draft = Pick<Me, 'name' | 'username' | 'bio'> & { timeZone: string; language: string };

const draftOf = ({ name, username, bio, timeZone, language }: Me): Draft => ({
  name,
  username,
  bio,
  timeZone: timeZone ?? '',
  language: language ?? '',
});

/** Only what differs is sent: what another device changed meanwhile stays. */
function changesOf(draft: Draft, me: Me): ChangeProfileRequest {
  const known = draftOf(me);
  const wanted = {
    ...draft,
    name: draft.name.trim(),
    bio: draft.bio.trim(),
    username: normaliseUsername(draft.username),
  };
  const entries = Object.entries(wanted).filter(([field, value]) => value !== known[field as keyof Draft]);
  return Object.fromEntries(entries);
}

export function ProfileSection() {
  const me = useMe();
  return (
    <>
      <Preview me={me} />
      <StatusPanel />
      <AboutPanel me={me} />
    </>
  );
}

function Preview({ me }: { me: Me }) {
  return (
    <div className="flex items-center gap-4">
      <Avatar id={me.id} name={me.name} size="large" />
      <div className="min-w-0">
        <p className="truncate text-[18px] leading-6 font-semibold tracking-[-0.01em]" dir="auto">
          {me.name}
        </p>
        <p className="truncate text-[14px] text-ink-2">@{me.username}</p>
        <p className="text-[13px] leading-[18px] text-ink-3">
          The picture is drawn from your initials; its colour is yours alone.
        </p>
      </div>
    </div>
  );
}

function AboutPanel({ me }: { me: Me }) {
  const { session } = useClient();
  const [edits, setEdits] = useState<Partial<Draft>>({});
  const draft = { ...draftOf(me), ...edits };
  const changes = changesOf(draft, me);
  const dirty = Object.keys(changes).length > 0;
  const { busy, failure, submit } = useSubmit(async () => {
    await session.changeProfile(changes);
    setEdits({});
    announce('Saved.');
  });
  const taken = failure?.cause instanceof ParleyError && failure.cause.code === 'username.taken';
  const set = (field: keyof Draft) => (event: { target: { value: string } }) =>
    setEdits((old) => ({ ...old, [field]: event.target.value }));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (dirty) void submit();
  };
  return (
    <form noValidate onSubmit={onSubmit}>
      <Panel title="About you" lead="Everybody on this server can see this.">
        <PanelPart className="grid gap-4 pane:grid-cols-2">
          <Field
            label="Name"
            name="name"
            autoComplete="name"
            dir="auto"
            maxLength={limits.nameMax}
            value={draft.name}
            onChange={set('name')}
          />
          <Field
            label="Username"
            name="username"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={limits.usernameMax}
            value={draft.username}
            onChange={set('username')}
            error={taken ? failure.words : undefined}
          />
          <TextArea
            label="Bio"
            name="bio"
            className="pane:col-span-2"
            max={limits.bioMax}
            value={draft.bio}
            onChange={set('bio')}
            hint="What you do, what to ask you about."
          />
          <TimeZoneField value={draft.timeZone} onChange={(timeZone) => setEdits((old) => ({ ...old, timeZone }))} />
          <Select label="Language" name="language" value={draft.language} onChange={set('language')}>
            <option value="">Like the browser</option>
            {languages(draft.language).map(({ tag, name }) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </Select>
        </PanelPart>
      </Panel>
      <FormFailure failure={taken ? null : failure} className="mt-4" />
      <SaveBar dirty={dirty} busy={busy} onDiscard={() => setEdits({})} />
    </form>
  );
}
