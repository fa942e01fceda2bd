import type { Me, SignInChallenge } from '@parley/contracts';
import { Mail } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { Icon } from '../../ui/icon';
import { DoorLink, Or } from './auth-layout';
import { EndedNotice } from './ended-notice';
import { useFocusAtOpen } from './use-focus-at-open';

interface PasswordFormProps {
  login: string;
  onLogin: (login: string) => void;
  onAnswer: (answer: Me | SignInChallenge) => void;
  onCode: () => void;
}

export function PasswordForm({ login, onLogin, onAnswer, onCode }: PasswordFormProps) {
  const { session } = useClient();
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const first = useFocusAtOpen();
  const name = login.trim();
  const { busy, failure, submit } = useSubmit(async () => onAnswer(await session.login({ login: name, password })));

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const complete = name !== '' && password !== '';
    setMissing(!complete);
    if (complete) void submit();
  };

  return (
    <>
      {failure ? null : <EndedNotice />}
      <FormFailure failure={failure} />
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label="E-mail or username"
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          ref={first}
          value={login}
          onChange={(event) => onLogin(event.target.value)}
          error={missing && name === '' ? 'Enter your e-mail address or username.' : undefined}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={missing && password === '' ? 'Enter your password.' : undefined}
        />
        <p className="flex justify-end text-[14px]">
          <DoorLink to="/forgot-password">Forgot it?</DoorLink>
        </p>
        <Button type="submit" look="primary" busy={busy} className="h-[46px]">
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      <Or />
      <Button onClick={onCode} className="h-[46px] w-full">
        <Icon of={Mail} size={18} />
        E-mail me a six-digit code
      </Button>
    </>
  );
}
