import { failureOf } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { FormFailure } from '../../ui/form-failure';
import { AuthLayout } from './auth-layout';

/** While the server is asked what a link is worth. */
export function LinkIsRead({ lead }: { lead: string }) {
  return (
    <AuthLayout title="One moment" lead={lead}>
      <span role="status" className="breathe block h-[46px] rounded-control bg-line">
        <span className="sr-only">Loading</span>
      </span>
    </AuthLayout>
  );
}

interface LinkUnansweredProps {
  title: string;
  cause: unknown;
  busy: boolean;
  onRetry: () => void;
}

/** Nobody said what the link is worth. */
export function LinkUnanswered({ title, cause, busy, onRetry }: LinkUnansweredProps) {
  return (
    <AuthLayout title={title} lead="Something came in between.">
      <FormFailure failure={failureOf(cause)} />
      <Button look="primary" className="h-[46px] w-full" busy={busy} onClick={onRetry}>
        Try again
      </Button>
    </AuthLayout>
  );
}
