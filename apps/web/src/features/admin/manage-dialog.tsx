import { serverMay, type ManagedPerson, type ServerRole } from '@parley/contracts';
import { useState } from 'react';
import { useSubmit } from '../../lib/use-submit';
import { dateOf } from '../../lib/time';
import { useMe } from '../../lib/watch';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { Select } from '../../ui/select';
import { roleNames, rolesBelow } from './role-names';
import { useManage } from './use-people';

/** What one person may do here, and whether they may be here at all. */
export function ManageDialog({ person, onClose }: { person: ManagedPerson; onClose: () => void }) {
  const me = useMe();
  return (
    <Dialog
      title={person.name}
      lead={`@${person.username} · here since ${dateOf(new Date(person.createdAt))}`}
      onClose={onClose}
    >
      <div className="flex flex-col gap-6">
        {serverMay(me.role, 'people.promote') ? <Role person={person} /> : null}
        <SignOut person={person} />
        {serverMay(me.role, 'people.suspend') ? <Suspension person={person} /> : null}
      </div>
    </Dialog>
  );
}

function Role({ person }: { person: ManagedPerson }) {
  const me = useMe();
  const { changeRole } = useManage(person);
  const { busy, failure, submit } = useSubmit(async (role: ServerRole) => {
    await changeRole(role);
    announce(`${person.name} is ${roleNames[role].toLowerCase()} now.`);
  });
  const offered = rolesBelow(me.role);
  const pick = (value: string) => {
    const role = offered.find((each) => each === value);
    if (role) void submit(role);
  };
  return (
    <div>
      <Select
        label="Role on this server"
        hint="It takes effect at once."
        value={person.role}
        disabled={busy}
        onChange={(event) => pick(event.target.value)}
      >
        {offered.map((role) => (
          <option key={role} value={role}>
            {roleNames[role]}
          </option>
        ))}
      </Select>
      <FormFailure failure={failure} className="mt-3" />
    </div>
  );
}

function SignOut({ person }: { person: ManagedPerson }) {
  const { signOut } = useManage(person);
  const [done, setDone] = useState(false);
  const { busy, failure, submit } = useSubmit(async () => {
    await signOut();
    setDone(true);
    announce(`${person.name} was signed out everywhere.`);
  });
  return (
    <div>
      <div className="flex items-center gap-3">
        <p className="grow text-[14px] leading-5 text-ink-2">
          {done ? 'Signed out on every device.' : 'A lost phone? They sign in again by themselves.'}
        </p>
        <Button className="shrink-0" busy={busy} disabled={done} onClick={() => void submit()}>
          Sign out everywhere
        </Button>
      </div>
      <FormFailure failure={failure} className="mt-3" />
    </div>
  );
}

function Suspension({ person }: { person: ManagedPerson }) {
  const { suspend, unsuspend } = useManage(person);
  const [reason, setReason] = useState('');
  const suspending = useSubmit(async () => {
    await suspend(reason.trim());
    announce(`${person.name} is suspended.`);
  });
  const lifting = useSubmit(async () => {
    await unsuspend();
    announce(`${person.name} may come back.`);
  });
  if (person.suspendedAt !== null)
    return (
      <div className="border-t border-line pt-5">
        <p className="text-[14px] leading-5">
          Suspended since {dateOf(new Date(person.suspendedAt))}
          {person.suspendedReason ? `: ${person.suspendedReason}` : '.'}
        </p>
        <FormFailure failure={lifting.failure} className="mt-3" />
        <Button look="primary" className="mt-3" busy={lifting.busy} onClick={() => void lifting.submit()}>
          Lift the suspension
        </Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-5">
      <Field
        label="Suspend: for what reason?"
        name="reason"
        autoComplete="off"
        dir="auto"
        maxLength={200}
        hint="For those who look after this server. What they wrote stays."
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <FormFailure failure={suspending.failure} className="" />
      <Button look="careful" className="self-end" busy={suspending.busy} onClick={() => void suspending.submit()}>
        Suspend {person.name}
      </Button>
    </div>
  );
}
