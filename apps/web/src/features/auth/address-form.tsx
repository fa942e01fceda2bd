import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { Button, TextButton } from '../../ui/button';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { Foot } from './auth-layout';
import { emailError } from './sign-up-rules';
import { useFocusAtOpen } from './use-focus-at-open';

interface AddressFormProps {
  initial: string;
  onSent: (email: string) => void;
  onBack: () => void;
}

export function AddressForm({ initial, onSent, onBack }: AddressFormProps) {
  const { session } = useClient();
  const [email, setEmail] = useState(initial);
  const [error, setError] = useState<string | undefined>();
  const first = useFocusAtOpen();
  const { busy, failure, submit } = useSubmit(async () => {
    await session.requestCode(email.trim());
    onSent(email.trim());
  });

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
          {busy ? 'Sending…' : 'E-mail me a code'}
        </Button>
      </form>
      <Foot>
        <TextButton onClick={onBack}>Use a password instead</TextButton>
      </Foot>
    </>
  );
}
