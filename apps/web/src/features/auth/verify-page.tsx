import type { VerifyEmailRequest } from '@parley/contracts';
import { ParleyError } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useClient } from '../../lib/client-context';
import { useSession } from '../../lib/watch';
import { AuthLayout } from './auth-layout';
import { LinkIsRead, LinkUnanswered } from './link-states';
import { useLinkToken } from './use-link-token';

export function VerifyPage() {
  const token = useLinkToken();
  const { http } = useClient();
  // A query, so that a page drawn twice proves the address once.
  const proof = useQuery({
    queryKey: ['verify-email', token],
    enabled: token !== null,
    retry: false,
    staleTime: Infinity,
    queryFn: async () => {
      const request: VerifyEmailRequest = { token: token ?? '' };
      await http.request('POST', '/api/auth/email/verify', request);
      return true;
    },
  });
  if (proof.isSuccess)
    return (
      <AuthLayout title="Your e-mail address is verified" lead="Thank you. Nothing else is needed.">
        <Onward />
      </AuthLayout>
    );
  const refused = proof.error instanceof ParleyError && proof.error.code === 'auth.link_invalid';
  if (token === null || refused)
    return (
      <AuthLayout
        title="This link does not work any more"
        lead="It works once and not for long. You find a new one in your settings, under Account."
      >
        <Onward />
      </AuthLayout>
    );
  if (proof.isError)
    return (
      <LinkUnanswered
        title="Your address is not verified yet"
        cause={proof.error}
        busy={proof.isFetching}
        onRetry={() => void proof.refetch()}
      />
    );
  return <LinkIsRead lead="Your e-mail address is being verified…" />;
}

function Onward() {
  const inside = useSession().state === 'signed-in';
  return (
    <Link
      to={inside ? '/' : '/sign-in'}
      className="inline-flex h-[46px] w-full items-center justify-center rounded-control bg-accent px-4 font-semibold text-accent-on hover:bg-accent-ink"
    >
      {inside ? 'Go to your conversations' : 'Sign in'}
    </Link>
  );
}
