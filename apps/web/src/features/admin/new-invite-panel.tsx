import type { CreateInviteRequest, Invite } from '@parley/contracts';
import { useRef, useState, type FormEvent } from 'react';
import { useSureRequests } from '../../lib/step-up.store';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { FormFailure } from '../../ui/form-failure';
import { Panel, PanelPart } from '../../ui/panel';
import { Select } from '../../ui/select';

const hours = [
  { value: 1, label: 'an hour' },
  { value: 24, label: 'a day' },
  { value: 168, label: '7 days' },
  { value: 720, label: '30 days' },
  { value: 0, label: 'no limit' },
];
const uses = [
  { value: 0, label: 'no limit' },
  { value: 1, label: 'one person' },
  { value: 5, label: '5 people' },
  { value: 25, label: '25 people' },
  { value: 100, label: '100 people' },
];

export function NewInvitePanel({ onMade }: { onMade: (invite: Invite) => void }) {
  const http = useSureRequests();
  const [role, setRole] = useState<Invite['role']>('member');
  const [expiresInHours, setExpires] = useState(168);
  const [maxUses, setUses] = useState(0);
  /** Kept until it has worked: a retry answers the first invite, not a second one. */
  const clientId = useRef<string | null>(null);
  const { busy, failure, submit } = useSubmit(async () => {
    clientId.current ??= crypto.randomUUID();
    const request: CreateInviteRequest = { clientId: clientId.current, role, expiresInHours, maxUses };
    const invite = await http.request<Invite>('POST', '/api/invites', request);
    clientId.current = null;
    onMade(invite);
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <Panel title="New invite" lead="A link that lets people make an account here.">
      <PanelPart>
        <FormFailure failure={failure} />
        <form noValidate onSubmit={onSubmit} className="grid gap-4 pane:grid-cols-3">
          <Select label="Works for" value={expiresInHours} onChange={(event) => setExpires(Number(event.target.value))}>
            {hours.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          <Select label="Lets in" value={maxUses} onChange={(event) => setUses(Number(event.target.value))}>
            {uses.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          <Select
            label="As"
            value={role}
            onChange={(event) => setRole(event.target.value === 'guest' ? 'guest' : 'member')}
          >
            <option value="member">members</option>
            <option value="guest">guests, who see only where they are added</option>
          </Select>
          <div className="flex justify-end pane:col-span-3">
            <Button type="submit" look="primary" busy={busy}>
              {busy ? 'Making…' : 'Make a link'}
            </Button>
          </div>
        </form>
      </PanelPart>
    </Panel>
  );
}
