import { limits } from '@parley/contracts';
import { passwordRules } from '../../lib/password-rules';
import { Field } from '../../ui/field';
import { PasswordField } from '../../ui/password-field';
import type { SignUpAsks, SignUpErrors, SignUpForm } from './sign-up-rules';
import { useFocusAtOpen } from './use-focus-at-open';

interface SignUpFieldsProps {
  form: SignUpForm;
  errors: SignUpErrors;
  asks: SignUpAsks;
  onChange: (field: keyof SignUpForm, value: string) => void;
}

export function SignUpFields({ form, errors, asks, onChange }: SignUpFieldsProps) {
  const bind = (field: keyof SignUpForm) => ({
    name: field,
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => onChange(field, event.target.value),
  });
  const first = useFocusAtOpen();
  const plain = { autoCapitalize: 'none', spellCheck: false } as const;
  return (
    <>
      {asks.setupCode ? (
        <Field
          label="Setup code"
          {...bind('setupCode')}
          {...plain}
          ref={first}
          autoComplete="one-time-code"
          hint="Printed in the terminal when the server started."
        />
      ) : null}
      {asks.serverName ? (
        <Field
          label="What is this server called?"
          {...bind('serverName')}
          ref={asks.setupCode ? null : first}
          autoComplete="organization"
          placeholder="Harbour Works"
          hint="Your team, family or club. It can be changed later."
        />
      ) : null}
      <Field
        label="Your name"
        {...bind('name')}
        autoComplete="name"
        ref={asks.setupCode || asks.serverName ? null : first}
        hint="As others see you."
      />
      <Field
        label="Username"
        {...bind('username')}
        {...plain}
        autoComplete="username"
        hint={`At least ${limits.usernameMin} letters or digits. Others find and mention you by it.`}
      />
      <Field label="E-mail" {...bind('email')} {...plain} type="email" inputMode="email" autoComplete="email" />
      <PasswordField label="Password" {...bind('password')} autoComplete="new-password" hint={passwordRules} />
    </>
  );
}
