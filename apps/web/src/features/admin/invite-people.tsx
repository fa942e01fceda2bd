import type { Invite } from '@parley/contracts';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useSureRequests } from '../../lib/step-up.store';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { FormFailure } from '../../ui/form-failure';
import { Icon } from '../../ui/icon';
import { InviteDialog } from './invite-dialog';

/** One press to a link that can be sent: what an empty server needs most. */
export function InvitePeople() {
  const http = useSureRequests();
  /** Kept: who closes the dialog too early finds the same link again. */
  const [made, setMade] = useState<Invite | null>(null);
  const [shown, setShown] = useState(false);
  const { busy, failure, submit } = useSubmit(async () => {
    setMade(await http.request<Invite>('POST', '/api/invites', {}));
    setShown(true);
  });
  return (
    <>
      <Button look="primary" className="w-full" busy={busy} onClick={() => (made ? setShown(true) : void submit())}>
        <Icon of={UserRoundPlus} size={18} />
        Make an invite link
      </Button>
      <FormFailure failure={failure} className="mt-3 text-left" />
      {made && shown ? <InviteDialog invite={made} onClose={() => setShown(false)} /> : null}
    </>
  );
}
