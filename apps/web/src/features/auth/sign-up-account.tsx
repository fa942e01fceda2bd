import type { RegisterRequest } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { FormFailure } from '../../ui/form-failure';
import { SignUpFields } from './sign-up-fields';
import { checkSignUp, errorsOf, type SignUpAsks, type SignUpErrors, type SignUpForm } from './sign-up-rules';

const blank: SignUpForm = { serverName: '', name: '', username: '', email: '', password: '', setupCode: '' };

interface SignUpFormProps {
  asks: SignUpAsks;
  action: string;
  invite?: string;
}

export function SignUpAccount({ asks, action, invite }: SignUpFormProps) {
  const { session } = useClient();
  const queries = useQueryClient();
  const [form, setForm] = useState(blank);
  const [found, setFound] = useState<SignUpErrors>({});
  const { busy, failure, submit } = useSubmit(async () => {
    await session.register(requestOf(form, asks, invite));
    // The server has a name and an owner now.
    await queries.invalidateQueries({ queryKey: ['server'] });
  });
  const refused = errorsOf(failure?.cause);
  const atField = Object.keys(refused).length > 0;

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const errors = checkSignUp(form, asks);
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
    <>
      <FormFailure failure={atField ? null : failure} />
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <SignUpFields form={form} errors={{ ...refused, ...found }} asks={asks} onChange={change} />
        <Button type="submit" look="primary" busy={busy} className="mt-2 h-[46px]">
          {busy ? 'Creating…' : action}
        </Button>
      </form>
    </>
  );
}

function requestOf(form: SignUpForm, asks: SignUpAsks, invite: string | undefined): Omit<RegisterRequest, 'session'> {
  const name = form.name.trim();
  const serverName = form.serverName.trim();
  return {
    email: form.email.trim(),
    username: form.username.trim(),
    password: form.password,
    ...(name !== '' && { name }),
    ...(asks.setupCode && { setupCode: form.setupCode.trim() }),
    ...(asks.serverName && serverName !== '' && { serverName }),
    ...(invite !== undefined && { invite }),
  };
}

function focusField(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}
