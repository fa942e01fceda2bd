import type { Me, SignInChallenge } from '@parley/contracts';
import { useState, type FormEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useCountdown } from '../../lib/use-countdown';
import { useSubmit } from '../../lib/use-submit';
import { announce } from '../../ui/announcer';
import { Button, TextButton } from '../../ui/button';
import { CodeField } from '../../ui/code-field';
import { FormFailure } from '../../ui/form-failure';
import { Foot } from './auth-layout';

interface CodeFormProps {
  email: string;
  invite?: string;
  onAnswer: (answer: Me | SignInChallenge) => void;
  onBack: () => void;
}

const resendAfter = 30;

export function CodeForm({ email, invite, onAnswer, onBack }: CodeFormProps) {
  const { session } = useClient();
  const [code, setCode] = useState('');
  const { left, restart } = useCountdown(resendAfter);
  const entering = useSubmit(async (digits: string) => {
    onAnswer(await session.signInWithCode({ email, code: digits, ...(invite && { invite }) }));
  });
  const sending = useSubmit(async () => {
    await session.requestCode(email);
    setCode('');
    restart(resendAfter);
    announce('A new code is on its way.');
  });
  const enter = async (digits: string) => {
    if (!(await entering.submit(digits))) setCode('');
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (code.length === 6) void enter(code);
  };

  return (
    <>
      <FormFailure failure={entering.failure ?? sending.failure} />
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <CodeField
          label="Six-digit code"
          value={code}
          onChange={setCode}
          onComplete={(digits) => void enter(digits)}
          hint="Nothing there? Look in the folder for unwanted mail."
        />
        <Button type="submit" look="primary" busy={entering.busy} className="mt-2 h-[46px]">
          {entering.busy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      <Foot>
        <TextButton disabled={left > 0 || sending.busy} onClick={() => void sending.submit()}>
          {left > 0 ? <span className="tabular">Send another in {left} s</span> : 'Send another code'}
        </TextButton>
        <span aria-hidden className="mx-2 text-ink-3">
          ·
        </span>
        <TextButton onClick={onBack}>Another address</TextButton>
      </Foot>
    </>
  );
}
