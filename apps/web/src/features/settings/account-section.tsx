import type { ChangeEmailRequest, ChangePasswordRequest } from '@parley/contracts';
import { ParleyError } from '@parley/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { passwordError, passwordRules } from '../../lib/password-rules';
import { useSureRequests } from '../../lib/step-up.store';
import { useSubmit } from '../../lib/use-submit';
import { useMe } from '../../lib/watch';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { Panel, PanelPart, PanelRow } from '../../ui/panel';
import { PasswordField } from '../../ui/password-field';
import { Tag } from '../../ui/tag';
import { useSecurity } from './use-security';
import { useResend } from './use-resend';

export function AccountSection() {
  return (
    <>
      <EmailPanel />
      <PasswordPanel />
    </>
  );
}

function EmailPanel() {
  const { email, emailVerified } = useMe();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [changing, setChanging] = useState(false);
  const { resend, busy, failure, sent } = useResend();
  const verified = emailVerified ? <Tag look="good">Verified</Tag> : <Tag look="careful">Not verified</Tag>;
  return (
    <Panel title="E-mail" lead="Only you and those who run this server see it. Codes and notices go there.">
      <PanelRow
        title={
          <>
            <span className="mr-2">{email}</span>
            {verified}
          </>
        }
        note={noteOf(emailVerified, sent, sentTo)}
        action={
          <>
            {emailVerified || sent ? null : (
              <Button busy={busy} onClick={() => void resend()}>
                Send the link again
              </Button>
            )}
            {changing ? null : <Button onClick={() => setChanging(true)}>Change</Button>}
          </>
        }
      />
      {failure ? (
        <PanelPart>
          <FormFailure failure={failure} className="" />
        </PanelPart>
      ) : null}
      {changing ? (
        <ChangeEmail
          onDone={(to) => {
            setChanging(false);
            if (to) setSentTo(to);
          }}
        />
      ) : null}
    </Panel>
  );
}

function noteOf(verified: boolean, resent: boolean, sentTo: string | null): string | undefined {
  if (sentTo) return `A link went to ${sentTo}. The address changes when you open it.`;
  if (verified) return undefined;
  return resent ? 'A new link is on its way.' : 'Open the link we mailed you.';
}

function ChangeEmail({ onDone }: { onDone: (sentTo: string | null) => void }) {
  const http = useSureRequests();
  const [email, setEmail] = useState('');
  const address = email.trim();
  const { busy, failure, submit } = useSubmit(async () => {
    const request: ChangeEmailRequest = { email: address };
    await http.request('POST', '/api/users/me/email', request);
    announce('A link is on its way.');
    onDone(address);
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (address !== '') void submit();
  };
  return (
    <PanelPart>
      <FormFailure failure={failure} />
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label="New e-mail"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          hint="It gets a link; your old address is told."
        />
        <div className="flex flex-wrap justify-end gap-2.5">
          <Button onClick={() => onDone(null)}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            {busy ? 'Sending…' : 'Send the link'}
          </Button>
        </div>
      </form>
    </PanelPart>
  );
}

function PasswordPanel() {
  const { data: security } = useSecurity();
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  const has = security?.hasPassword !== false;
  const lead = has
    ? 'A new one signs out all your other devices.'
    : 'You sign in with codes by e-mail. A password is a second way in.';
  return (
    <Panel title="Password" lead={lead}>
      <PanelRow
        title={has ? 'You have a password' : 'You have no password'}
        note={changed ? 'It is the new one now. Your other devices were signed out.' : undefined}
        action={
          changing ? null : <Button onClick={() => setChanging(true)}>{has ? 'Change' : 'Set a password'}</Button>
        }
      />
      {changing ? (
        <ChangePassword
          onDone={(done) => {
            setChanging(false);
            setChanged(done);
          }}
        />
      ) : null}
    </Panel>
  );
}

function ChangePassword({ onDone }: { onDone: (done: boolean) => void }) {
  const http = useSureRequests();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | undefined>();
  const { busy, failure, submit } = useSubmit(async () => {
    const request: ChangePasswordRequest = { password };
    await http.request('POST', '/api/users/me/password', request);
    await queries.invalidateQueries({ queryKey: ['security'] });
    announce('Your password was changed.');
    onDone(true);
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = passwordError(password);
    setError(wrong);
    if (!wrong) void submit();
  };
  const common = failure?.cause instanceof ParleyError && failure.cause.code === 'password.too_common';
  return (
    <PanelPart>
      <FormFailure failure={common ? null : failure} />
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={error ?? (common ? failure.words : undefined)}
          hint={passwordRules}
        />
        <div className="flex flex-wrap justify-end gap-2.5">
          <Button onClick={() => onDone(false)}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            {busy ? 'Saving…' : 'Save the password'}
          </Button>
        </div>
      </form>
    </PanelPart>
  );
}
