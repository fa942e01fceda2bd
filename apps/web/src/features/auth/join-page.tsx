import type { InvitePreview, SignInChallenge } from '@parley/contracts';
import { ParleyError } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { useState } from 'react';
import { useClient } from '../../lib/client-context';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { CodeRequest } from './code-request';
import { AuthLayout, DoorLink, Foot, Or } from './auth-layout';
import { CodeForm } from './code-form';
import { LinkIsRead, LinkUnanswered } from './link-states';
import { SecondFactorForm } from './second-factor-form';
import { SignUpAccount } from './sign-up-account';

/** Where an invite link leads: who asks me in, to where, and then the form. */
export function JoinPage({ code }: { code: string }) {
  const { http } = useClient();
  const invite = useQuery({
    queryKey: ['invite', code],
    queryFn: () => http.request<InvitePreview>('GET', `/api/auth/invites/${encodeURIComponent(code)}`),
    retry: (count, cause) => !isOver(cause) && count < 2,
  });
  if (invite.data) return <Invited code={code} preview={invite.data} />;
  if (isOver(invite.error))
    return (
      <AuthLayout
        title="This invite does not work any more"
        lead="It has been used up, withdrawn, or is too old. Ask for a new one."
      >
        <Already />
      </AuthLayout>
    );
  if (invite.isError)
    return (
      <LinkUnanswered
        title="Your invite could not be read"
        cause={invite.error}
        busy={invite.isFetching}
        onRetry={() => void invite.refetch()}
      />
    );
  return <LinkIsRead lead="Your invite is being read…" />;
}

function isOver(cause: unknown): boolean {
  return cause instanceof ParleyError && (cause.code === 'invite.invalid' || cause.code === 'not_found');
}

type Way =
  | { by: 'password' }
  | { by: 'address' }
  | { by: 'code'; email: string }
  /** The address had an account already. */
  | { by: 'second-factor'; due: SignInChallenge };

function Invited({ code, preview }: { code: string; preview: InvitePreview }) {
  const [way, setWay] = useState<Way>({ by: 'password' });
  const title = `Join ${preview.serverName}`;
  if (way.by === 'address')
    return (
      <AuthLayout title={title} lead="We send you six digits. No password needed.">
        <CodeRequest
          initial=""
          onSent={(email) => setWay({ by: 'code', email })}
          onBack={() => setWay({ by: 'password' })}
        />
      </AuthLayout>
    );
  if (way.by === 'code')
    return (
      <AuthLayout title="Look in your mail" lead="Six digits are on their way. They work for five minutes.">
        <CodeForm
          email={way.email}
          invite={code}
          onAnswer={(answer) => 'challenge' in answer && setWay({ by: 'second-factor', due: answer })}
          onBack={() => setWay({ by: 'address' })}
        />
      </AuthLayout>
    );
  if (way.by === 'second-factor')
    return (
      <AuthLayout title="One more step" lead="There is an account with this address, and it asks for a second proof.">
        <SecondFactorForm due={way.due} onBack={() => setWay({ by: 'password' })} />
      </AuthLayout>
    );
  return (
    <AuthLayout
      title={title}
      lead={
        <>
          <strong className="font-semibold text-ink">{preview.invitedBy}</strong> invites you.
        </>
      }
    >
      <SignUpAccount asks={{ serverName: false, setupCode: false }} action="Create account" invite={code} />
      <Or />
      <Button onClick={() => setWay({ by: 'address' })} className="h-[46px] w-full">
        <Icon of={Mail} size={18} />
        Join with a six-digit code
      </Button>
      <Already />
    </AuthLayout>
  );
}

function Already() {
  return (
    <Foot>
      Already have an account? <DoorLink to="/sign-in">Sign in</DoorLink>
    </Foot>
  );
}
