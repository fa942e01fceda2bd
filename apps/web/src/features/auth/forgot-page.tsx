import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import type { ForgotPasswordRequest } from '@parley/contracts';
import { useClient } from '../../lib/client-context';
import { Icon } from '../../ui/icon';
import { AddressForm } from './address-form';
import { AuthLayout, DoorLink, Foot } from './auth-layout';

export function ForgotPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  return sentTo === null ? <Ask onSent={setSentTo} /> : <Sent to={sentTo} />;
}

function Ask({ onSent }: { onSent: (email: string) => void }) {
  const { http } = useClient();
  const send = async (email: string) => {
    await http.request('POST', '/api/auth/password/forgot', { email } satisfies ForgotPasswordRequest);
    onSent(email);
  };
  return (
    <AuthLayout title="Choose a new password" lead="We mail you a link that lets you set one.">
      <AddressForm action="Send the link" send={send} />
      <Foot>
        Remembered it? <DoorLink to="/sign-in">Sign in</DoorLink>
      </Foot>
    </AuthLayout>
  );
}

/** The same words whether or not there is such an account: who asks learns nothing about others. */
function Sent({ to }: { to: string }) {
  return (
    <AuthLayout
      title="Look in your mail"
      lead={
        <>
          If <strong className="font-semibold text-ink wrap-anywhere">{to}</strong> belongs to an account here, a link
          is on its way.
        </>
      }
    >
      <p role="status" className="flex gap-3 rounded-control bg-accent-soft px-3.5 py-3 text-[14px] leading-5 text-ink">
        <Icon of={MailCheck} className="shrink-0 text-accent-ink" />
        The link works once, and not for long. Nothing there? Look in the folder for unwanted mail.
      </p>
      <Foot>
        <DoorLink to="/sign-in">Back to sign in</DoorLink>
      </Foot>
    </AuthLayout>
  );
}
