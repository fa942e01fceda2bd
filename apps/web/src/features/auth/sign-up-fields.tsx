import { limits } from '@parley/contracts';
import { Field } from '../../ui/field';
import type { SignUpErrors, SignUpForm } from './sign-up-rules';
import { useFocusAtOpen } from './use-focus-at-open';

interface SignUpFieldsProps {
  form: SignUpForm;
  errors: SignUpErrors;
  codeRequired: boolean;
  onChange: (field: keyof SignUpForm, value: string) => void;
}

export function SignUpFields({ form, errors, codeRequired, onChange }: SignUpFieldsProps) {
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
      {codeRequired ? (
        <Field
          label="Setup code"
          {...bind('setupCode')}
          {...plain}
          ref={first}
          autoComplete="one-time-code"
          hint="Printed in the terminal when the server started."
        />
      ) : null}
      <Field
        label="Your name"
        {...bind('name')}
        autoComplete="name"
        ref={codeRequired ? null : first}
        hint="As others see you."
      />
      <Field label="Username" {...bind('username')} {...plain} autoComplete="username" />
      <Field label="E-mail" {...bind('email')} {...plain} type="email" inputMode="email" autoComplete="email" />
      <Field
        label="Password"
        {...bind('password')}
        type="password"
        autoComplete="new-password"
        hint={`At least ${limits.passwordMin} characters. A few words are better than one.`}
      />
    </>
  );
}
