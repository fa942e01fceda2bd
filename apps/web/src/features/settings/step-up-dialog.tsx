import type { StepUpMethod, StepUpRequest } from '@parley/contracts';
import { ParleyError } from '@parley/client';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useStepUp } from '../../lib/step-up.store';
import { useSubmit, type Failure } from '../../lib/use-submit';
import { useMe } from '../../lib/watch';
import { Button, TextButton } from '../../ui/button';
import { CodeField } from '../../ui/code-field';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { FormFailure } from '../../ui/form-failure';
import { LoadState } from '../../ui/load-state';
import { useSecurity } from './use-security';

/** Stands in the page once, and shows itself when a request needs it. */
export function StepUp() {
  const { settle } = useStepUp();
  return settle ? <StepUpDialog settle={settle} /> : null;
}

function StepUpDialog({ settle }: { settle: (proven: boolean) => void }) {
  const security = useSecurity();
  return (
    <Dialog
      title="Is it you?"
      lead="This changes who can get in. Prove once more who you are."
      onClose={() => settle(false)}
    >
      <LoadState of={security} rows={1}>
        {({ stepUpMethods }) => <Proof methods={stepUpMethods} settle={settle} />}
      </LoadState>
    </Dialog>
  );
}

const swapWords: Record<StepUpMethod, string> = {
  password: 'Use the password',
  totp: 'Use the authenticator app',
  recovery: 'Use a recovery code',
  email: 'E-mail me a code',
};

function Proof({ methods, settle }: { methods: StepUpMethod[]; settle: (proven: boolean) => void }) {
  const { http } = useClient();
  const [method, setMethod] = useState<StepUpMethod>(methods[0] ?? 'password');
  const [secret, setSecret] = useState('');
  const proving = useSubmit(async (given: string) => {
    const request: StepUpRequest = { method, secret: given };
    await http.request('POST', '/api/auth/step-up', request);
    settle(true);
  });
  const mailing = useSubmit(() => http.request('POST', '/api/auth/step-up/code'));
  const prove = async (given: string) => {
    if (given !== '' && !(await proving.submit(given))) setSecret('');
  };
  const choose = (next: StepUpMethod) => {
    setMethod(next);
    setSecret('');
    if (next === 'email') void mailing.submit();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void prove(method === 'password' ? secret : secret.trim());
  };
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormFailure failure={inWordsOf(method, proving.failure) ?? mailing.failure} className="" />
      <Secret
        key={method}
        method={method}
        value={secret}
        onChange={setSecret}
        onComplete={(code) => void prove(code)}
      />
      <p className="flex flex-wrap gap-x-4 gap-y-2 empty:hidden">
        {methods
          .filter((other) => other !== method)
          .map((other) => (
            <TextButton key={other} onClick={() => choose(other)}>
              {swapWords[other]}
            </TextButton>
          ))}
      </p>
      <DialogActions>
        <Button onClick={() => settle(false)}>Cancel</Button>
        <Button type="submit" look="primary" busy={proving.busy}>
          {proving.busy ? 'Checking…' : 'Go on'}
        </Button>
      </DialogActions>
    </form>
  );
}

/** One code of the server for four kinds of proof. */
function inWordsOf(method: StepUpMethod, failure: Failure | null): Failure | null {
  const wrong = failure?.cause instanceof ParleyError && failure.cause.code === 'auth.code_invalid';
  return wrong && method === 'password' ? { ...failure, words: 'That is not your password.' } : failure;
}

interface SecretProps {
  method: StepUpMethod;
  value: string;
  onChange: (value: string) => void;
  onComplete: (code: string) => void;
}

function Secret({ method, value, onChange, onComplete }: SecretProps) {
  const { email } = useMe();
  if (method === 'totp' || method === 'email')
    return (
      <CodeField
        label={method === 'totp' ? 'Code from your authenticator app' : 'Six-digit code'}
        hint={method === 'email' ? `On its way to ${email}.` : undefined}
        value={value}
        onChange={onChange}
        onComplete={onComplete}
      />
    );
  const password = method === 'password';
  return (
    <Field
      label={password ? 'Password' : 'Recovery code'}
      name={password ? 'password' : 'recovery'}
      type={password ? 'password' : 'text'}
      autoComplete={password ? 'current-password' : 'off'}
      ref={(field) => field?.focus()}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
