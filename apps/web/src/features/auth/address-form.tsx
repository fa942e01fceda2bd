import { useState, type FormEvent } from 'react';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { emailError } from './sign-up-rules';
import { useFocusAtOpen } from './use-focus-at-open';

interface AddressFormProps {
  initial?: string;
  /** What the button says it does. */
  action: string;
  send: (email: string) => Promise<void>;
}

/** Asks for an address that a mail goes to. */
export function AddressForm({ initial = '', action, send }: AddressFormProps) {
  const [email, setEmail] = useState(initial);
  const [error, setError] = useState<string | undefined>();
  const first = useFocusAtOpen();
  const { busy, failure, submit } = useSubmit(() => send(email.trim()));

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = emailError(email.trim());
    setError(wrong);
    if (!wrong) void submit();
  };

  return (
    <>
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
          {busy ? 'Sending…' : action}
        </Button>
      </form>
    </>
  );
}
