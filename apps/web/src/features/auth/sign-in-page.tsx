import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useServerName } from '../../lib/server-info';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { AuthLayout, FormFailure } from './auth-layout';
import { useFocusAtOpen } from './use-focus-at-open';
import { useSubmit } from './use-submit';

export function SignInPage() {
  const client = useClient();
  const server = useServerName();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const first = useFocusAtOpen();
  const { busy, failure, submit } = useSubmit(() => client.session.login({ login: login.trim(), password }));

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const complete = login.trim() !== '' && password !== '';
    setMissing(!complete);
    if (complete) void submit();
  };

  return (
    <AuthLayout title={`Welcome to ${server}`} lead="Sign in to pick up where you left off.">
      <FormFailure words={failure?.words ?? null} requestId={failure?.requestId ?? null} />
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label="E-mail or username"
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          ref={first}
          value={login}
          onChange={(event) => setLogin(event.target.value)}
          error={missing && login.trim() === '' ? 'Enter your e-mail address or username.' : undefined}
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
        <Button type="submit" look="primary" busy={busy} className="mt-2 h-[46px]">
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      <p className="mt-6 text-center text-[14px] text-ink-2">
        New here?{' '}
        <Link to="/sign-up" className="touch-around inline-block font-semibold text-accent-ink hover:underline">
          Create an account
        </Link>
      </p>
    </AuthLayout>
  );
}
