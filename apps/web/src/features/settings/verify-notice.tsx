import { MailWarning, X } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '../../lib/watch';
import { IconButton, TextButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { useResend } from './use-resend';

/** Quiet: nothing stops working, but a forgotten password would be hard to replace. */
export function VerifyNotice() {
  const { email, emailVerified } = useMe();
  const [hidden, setHidden] = useState(false);
  const { resend, busy, failure, sent } = useResend();
  if (emailVerified || hidden) return null;
  return (
    <div
      role="status"
      className="flex min-h-9 shrink-0 items-center gap-2.5 border-b border-line bg-accent-soft py-0.5 pr-2 pl-4 text-[13.5px] leading-5 text-ink"
    >
      <Icon of={MailWarning} size={17} className="shrink-0 text-accent-ink" />
      <p className="min-w-0 grow">
        {failure ? (
          failure.words
        ) : (
          <>
            {sent ? 'A new link is on its way to ' : 'Open the link we mailed to '}
            <span className="font-medium wrap-anywhere">{email}</span> to verify your address.{' '}
          </>
        )}
        {sent || failure ? null : (
          <TextButton className="text-[13.5px]" disabled={busy} onClick={() => void resend()}>
            Send it again
          </TextButton>
        )}
      </p>
      <IconButton icon={X} label="Hide this notice" onClick={() => setHidden(true)} />
    </div>
  );
}
