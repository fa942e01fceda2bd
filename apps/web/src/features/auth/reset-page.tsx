import type { ResetPasswordRequest } from '@parley/contracts';
import { ParleyError } from '@parley/client';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { passwordError, passwordRules } from '../../lib/password-rules';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { FormFailure } from '../../ui/form-failure';
import { PasswordField } from '../../ui/password-field';
import { AuthLayout, DoorLink, Foot } from './auth-layout';
import { useFocusAtOpen } from './use-focus-at-open';
import { useLinkToken } from './use-link-token';

export function ResetPage() {
  const token = useLinkToken();
  const [done, setDone] = useState(false);
  if (done) return <Done />;
  if (token === null) return <BadLink />;
  return <Choose token={token} onDone={() => setDone(true)} />;
}

function Choose({ token, onDone }: { token: string; onDone: () => void }) {
  const { http } = useClient();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | undefined>();
  const first = useFocusAtOpen();
  const { busy, failure, submit } = useSubmit(async () => {
    const request: ResetPasswordRequest = { token, password };
    await http.request('POST', '/api/auth/password/reset', request);
    onDone();
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = passwordError(password);
    setError(wrong);
    if (!wrong) void submit();
  };
  const code = failure?.cause instanceof ParleyError ? failure.cause.code : null;
  if (code === 'auth.link_invalid') return <BadLink />;
  const common = code === 'password.too_common';
  return (
    <AuthLayout title="Choose a new password" lead="Every device of yours is signed out when you do.">
      <FormFailure failure={common ? null : failure} />
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          ref={first}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={error ?? (common ? failure?.words : undefined)}
          hint={passwordRules}
        />
        <Button type="submit" look="primary" busy={busy} className="mt-2 h-[46px]">
          {busy ? 'Saving…' : 'Save the password'}
        </Button>
      </form>
    </AuthLayout>
  );
}

function Done() {
  return (
    <AuthLayout title="Your new password is set" lead="Everything else was signed out. Sign in with the new one.">
      <Foot>
        <DoorLink to="/sign-in">Sign in</DoorLink>
      </Foot>
    </AuthLayout>
  );
}

function BadLink() {
  return (
    <AuthLayout
      title="This link does not work any more"
      lead="It works once and not for long, and a newer one ends the older ones."
    >
      <p role="alert" className="text-[14px] text-ink-2">
        <DoorLink to="/forgot-password">Ask for a new link</DoorLink>
      </p>
    </AuthLayout>
  );
}
