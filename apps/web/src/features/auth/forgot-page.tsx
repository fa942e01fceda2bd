import { MailCheck } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { ForgotPasswordRequest } from '@parley/contracts';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { Icon } from '../../ui/icon';
import { AuthLayout, DoorLink, Foot } from './auth-layout';
import { emailError } from './sign-up-rules';
import { useFocusAtOpen } from './use-focus-at-open';

export function ForgotPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  return sentTo === null ? <Ask onSent={setSentTo} /> : <Sent to={sentTo} />;
}

function Ask({ onSent }: { onSent: (email: string) => void }) {
  const { http } = useClient();
  const [email, setEmail] = useState('');
  const [error, setError] = useState<string | undefined>();
  const first = useFocusAtOpen();
  const { busy, failure, submit } = useSubmit(async () => {
    const request: ForgotPasswordRequest = { email: email.trim() };
    await http.request('POST', '/api/auth/password/forgot', request);
    onSent(request.email);
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = emailError(email.trim());
    setError(wrong);
    if (!wrong) void submit();
  };
  return (
    <AuthLayout title="Choose a new password" lead="We mail you a link that lets you set one.">
      <FormFailure failure={failure} />
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label="E-mail"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          ref={first}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={error}
        />
        <Button type="submit" look="primary" busy={busy} className="mt-2 h-[46px]">
          {busy ? 'Sending…' : 'Send the link'}
        </Button>
      </form>
      <Foot>
        Remembered it? <DoorLink to="/sign-in">Sign in</DoorLink>
      </Foot>
    </AuthLayout>
  );
}

/** The same words whether or not there is such an account: who asks learns nothing about others. */
function Sent({ to }: { to: string }) {
  return (
    <AuthLayout
      title="Look in your mail"
      lead={
        <>
          If <strong className="font-semibold text-ink wrap-anywhere">{to}</strong> belongs to an account here, a link
          is on its way.
        </>
      }
    >
      <p role="status" className="flex gap-3 rounded-control bg-accent-soft px-3.5 py-3 text-[14px] leading-5 text-ink">
        <Icon of={MailCheck} className="shrink-0 text-accent-ink" />
        The link works once, and not for long. Nothing there? Look in the folder for unwanted mail.
      </p>
      <Foot>
        <DoorLink to="/sign-in">Back to sign in</DoorLink>
      </Foot>
    </AuthLayout>
  );
}
