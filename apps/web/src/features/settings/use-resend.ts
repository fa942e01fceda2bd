import { useState } from 'react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { announce } from '../../ui/announcer';

/** The link that proves my address, once more. */
export function useResend() {
  const { http } = useClient();
  const [sent, setSent] = useState(false);
  const { busy, failure, submit } = useSubmit(async () => {
    await http.request('POST', '/api/users/me/email/verification');
    setSent(true);
    announce('A new link is on its way.');
  });
  return { resend: submit, busy, failure, sent };
}
