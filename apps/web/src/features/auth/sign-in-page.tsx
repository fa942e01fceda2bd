import type { Me, SignInChallenge } from '@parley/contracts';
import { useState } from 'react';
import { useServerInfo, useServerName } from '../../lib/server-info';
import { CodeRequest } from './code-request';
import { AuthLayout, DoorLink, Foot } from './auth-layout';
import { CodeForm } from './code-form';
import { PasswordForm } from './password-form';
import { SecondFactorForm } from './second-factor-form';

type Step =
  | { at: 'password' }
  | { at: 'address' }
  | { at: 'code'; email: string }
  | { at: 'second-factor'; due: SignInChallenge };

/** The ways in, one step at a time. Once signed in, the gate takes this page away. */
export function SignInPage() {
  const server = useServerName();
  const [step, setStep] = useState<Step>({ at: 'password' });
  const [login, setLogin] = useState('');
  const answered = (answer: Me | SignInChallenge) => {
    if ('challenge' in answer) setStep({ at: 'second-factor', due: answer });
  };
  const startAgain = () => setStep({ at: 'password' });

  switch (step.at) {
    case 'password':
      return (
        <AuthLayout title={`Welcome to ${server}`} lead="Sign in to pick up where you left off.">
          <PasswordForm
            login={login}
            onLogin={setLogin}
            onAnswer={answered}
            onCode={() => setStep({ at: 'address' })}
          />
          <NewHere />
        </AuthLayout>
      );
    case 'address':
      return (
        <AuthLayout title="Sign in by e-mail" lead="We send you six digits. No password needed.">
          <CodeRequest
            initial={login.includes('@') ? login : ''}
            onSent={(email) => setStep({ at: 'code', email })}
            onBack={startAgain}
          />
        </AuthLayout>
      );
    case 'code':
      return (
        <AuthLayout title="Look in your mail" lead={<SentTo email={step.email} />}>
          <CodeForm email={step.email} onAnswer={answered} onBack={() => setStep({ at: 'address' })} />
        </AuthLayout>
      );
    case 'second-factor':
      return (
        <AuthLayout title="One more step" lead="This account asks for a second proof.">
          <SecondFactorForm due={step.due} onBack={startAgain} />
        </AuthLayout>
      );
  }
}

function SentTo({ email }: { email: string }) {
  return (
    <>
      Six digits are on their way to <strong className="font-semibold text-ink wrap-anywhere">{email}</strong>. They
      work for five minutes.
    </>
  );
}

function NewHere() {
  const { data: info } = useServerInfo();
  if (info?.registration === 'closed') return <Foot>This server takes no new accounts.</Foot>;
  if (info?.registration === 'invite')
    return (
      <Foot>
        New here? <DoorLink to="/sign-up">You need an invite</DoorLink>
      </Foot>
    );
  return (
    <Foot>
      New here? <DoorLink to="/sign-up">Create an account</DoorLink>
    </Foot>
  );
}
