import type { ServerInfo } from '@parley/contracts';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useServerInfo, useServerName } from '../../lib/server-info';
import { Button } from '../../ui/button';
import { AuthLayout, FormFailure } from './auth-layout';
import { SignUpFields } from './sign-up-fields';
import { checkSignUp, errorsOf, type SignUpErrors, type SignUpForm } from './sign-up-rules';
import { useSubmit } from './use-submit';

const blank: SignUpForm = { name: '', username: '', email: '', password: '', setupCode: '' };

function wordsOf(info: ServerInfo | undefined, server: string) {
  if (!info?.firstRun)
    return {
      title: `Join ${server}`,
      lead: 'One account, and you can write to everybody here.',
      action: 'Create account',
    };
  return {
    title: 'Set up your server',
    lead: 'The first account here owns the server.',
    action: 'Create the owner account',
  };
}

export function SignUpPage() {
  const client = useClient();
  const server = useServerName();
  const { data: info } = useServerInfo();
  const [form, setForm] = useState(blank);
  const [found, setFound] = useState<SignUpErrors>({});
  const codeRequired = info?.setupCodeRequired === true;
  const { busy, failure, submit } = useSubmit(() => client.session.register(requestOf(form, codeRequired)));
  const refused = errorsOf(failure?.cause);
  const atField = Object.keys(refused).length > 0;
  const words = wordsOf(info, server);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const errors = checkSignUp(form, codeRequired);
    setFound(errors);
    const [first] = Object.keys(errors);
    if (first) focusField(event.currentTarget, first);
    else void submit();
  };
  const change = (field: keyof SignUpForm, value: string) => {
    setForm((old) => ({ ...old, [field]: value }));
    setFound(({ [field]: _gone, ...others }) => others);
  };

  return (
    <AuthLayout title={words.title} lead={words.lead}>
      <FormFailure words={failure && !atField ? failure.words : null} requestId={failure?.requestId ?? null} />
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <SignUpFields form={form} errors={{ ...refused, ...found }} codeRequired={codeRequired} onChange={change} />
        <Button type="submit" look="primary" busy={busy} className="mt-2 h-[46px]">
          {busy ? 'Creating…' : words.action}
        </Button>
      </form>
      {info?.firstRun ? null : (
        <p className="mt-6 text-center text-[14px] text-ink-2">
          Already have an account?{' '}
          <Link to="/sign-in" className="touch-around inline-block font-semibold text-accent-ink hover:underline">
            Sign in
          </Link>
        </p>
      )}
    </AuthLayout>
  );
}

function requestOf(form: SignUpForm, codeRequired: boolean) {
  const name = form.name.trim();
  return {
    email: form.email.trim(),
    username: form.username.trim(),
    password: form.password,
    ...(name !== '' && { name }),
    ...(codeRequired && { setupCode: form.setupCode.trim() }),
  };
}

function focusField(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}
