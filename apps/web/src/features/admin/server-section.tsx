import { limits, type ChangeServerRequest, type Registration, type ServerInfo } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useServerInfo } from '../../lib/server-info';
import { useSureRequests } from '../../lib/step-up.store';
import { useSubmit } from '../../lib/use-submit';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { LoadState } from '../../ui/load-state';
import { Panel, PanelPart } from '../../ui/panel';
import { RadioRows } from '../../ui/radio-rows';

const modes: { value: Registration; label: string; note: string }[] = [
  { value: 'open', label: 'Anybody', note: 'Who can reach this page can make an account.' },
  { value: 'invite', label: 'People with an invite', note: 'Members make invite links; each lets people in.' },
  { value: 'closed', label: 'Nobody', note: 'Who is here stays; nobody new comes in.' },
];

export function ServerSection() {
  const server = useServerInfo();
  return <LoadState of={server}>{(info) => <ServerPanels info={info} />}</LoadState>;
}

function useChangeServer() {
  const http = useSureRequests();
  const queries = useQueryClient();
  return useSubmit(async (change: ChangeServerRequest) => {
    queries.setQueryData(['server'], await http.request<ServerInfo>('PATCH', '/api/server', change));
    announce('Saved.');
  });
}

function ServerPanels({ info }: { info: ServerInfo }) {
  const registering = useChangeServer();
  /** Shown at once; what the server says holds again when it has answered. */
  const [wanted, setWanted] = useState<Registration | null>(null);
  const choose = async (registration: Registration) => {
    setWanted(registration);
    await registering.submit({ registration });
    setWanted(null);
  };
  return (
    <>
      <NamePanel key={info.name} name={info.name} />
      <Panel title="Who may make an account">
        <RadioRows
          legend="Who may make an account"
          name="registration"
          value={wanted ?? info.registration}
          options={modes}
          busy={registering.busy}
          onChange={(registration) => void choose(registration)}
        />
        {registering.failure ? (
          <PanelPart>
            <FormFailure failure={registering.failure} className="" />
          </PanelPart>
        ) : null}
      </Panel>
    </>
  );
}

function NamePanel({ name }: { name: string }) {
  const [draft, setDraft] = useState(name);
  const { busy, failure, submit } = useChangeServer();
  const wanted = draft.trim();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== '' && wanted !== name) void submit({ name: wanted });
  };
  return (
    <Panel title="Name" lead="On the sign-in page, over the conversations, and in every mail.">
      <PanelPart>
        <FormFailure failure={failure} />
        <form noValidate onSubmit={onSubmit} className="flex flex-wrap items-end gap-3">
          <Field
            label="This server is called"
            name="server-name"
            autoComplete="organization"
            dir="auto"
            className="min-w-52 grow"
            maxLength={limits.serverNameMax}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
          <Button
            type="submit"
            look="primary"
            busy={busy}
            disabled={wanted === '' || wanted === name}
            className="h-[46px]"
          >
            {busy ? 'Saving…' : 'Save'}
          </Button>
        </form>
      </PanelPart>
    </Panel>
  );
}
