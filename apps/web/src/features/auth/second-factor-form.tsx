import type { SecondFactorMethod, SignInChallenge } from '@parley/contracts';
import { ParleyError } from '@parley/client';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { Button, TextButton } from '../../ui/button';
import { CodeField } from '../../ui/code-field';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { Foot } from './auth-layout';
import { useFocusAtOpen } from './use-focus-at-open';

interface SecondFactorFormProps {
  due: SignInChallenge;
  onBack: () => void;
}

export function SecondFactorForm({ due, onBack }: SecondFactorFormProps) {
  const { session } = useClient();
  const [method, setMethod] = useState<SecondFactorMethod>(due.methods.includes('totp') ? 'totp' : 'recovery');
  const [code, setCode] = useState('');
  const { busy, failure, submit } = useSubmit((secret: string) =>
    session.secondFactor({ challenge: due.challenge, method, code: secret.trim() }),
  );
  const enter = async (secret: string) => {
    if (secret.trim() !== '' && !(await submit(secret))) setCode('');
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void enter(code);
  };
  const other = method === 'totp' ? 'recovery' : 'totp';
  const swap = () => {
    setMethod(other);
    setCode('');
  };
  // The challenge is spent: nothing entered here can work any more.
  const over = failure?.cause instanceof ParleyError && failure.cause.code === 'auth.challenge_invalid';

  return (
    <>
      <FormFailure failure={failure} />
      {over ? (
        <Button look="primary" onClick={onBack} className="h-[46px] w-full">
          Start again
        </Button>
      ) : (
        <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
          {method === 'totp' ? (
            <CodeField
              label="Code from your authenticator app"
              value={code}
              onChange={setCode}
              onComplete={(digits) => void enter(digits)}
              hint="It changes every 30 seconds."
            />
          ) : (
            <RecoveryField value={code} onChange={setCode} />
          )}
          <Button type="submit" look="primary" busy={busy} className="mt-2 h-[46px]">
            {busy ? 'Signing in…' : 'Sign in'}
          </Button>
        </form>
      )}
      <Foot>
        {!over && due.methods.includes(other) ? (
          <>
            <TextButton onClick={swap}>
              {method === 'totp' ? 'Use a recovery code' : 'Use the authenticator app'}
            </TextButton>
            <span aria-hidden className="mx-2 text-ink-3">
              ·
            </span>
          </>
        ) : null}
        <TextButton onClick={onBack}>Sign in as somebody else</TextButton>
      </Foot>
    </>
  );
}

function RecoveryField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const first = useFocusAtOpen();
  return (
    <Field
      label="Recovery code"
      name="recovery"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      ref={first}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      hint="One of those you kept when you set up the second factor. Each works once."
    />
  );
}
