import type { RecoveryCodes, Security, TotpSetup } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import { dateOf } from '../../lib/time';
import { useSureRequests } from '../../lib/step-up.store';
import { useSubmit } from '../../lib/use-submit';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { FormFailure } from '../../ui/form-failure';
import { Icon } from '../../ui/icon';
import { LoadState } from '../../ui/load-state';
import { Panel, PanelPart, PanelRow } from '../../ui/panel';
import { Tag } from '../../ui/tag';
import { RecoveryCodesDialog } from './recovery-codes-dialog';
import { TotpSetupDialog } from './totp-setup-dialog';
import { useSecurity } from './use-security';

export function SecondFactorPanel() {
  const security = useSecurity();
  return (
    <Panel
      title="Second factor"
      lead="A code from an app on your phone, beside the password or the mailed code. Who learns one of them gets no further."
    >
      <LoadState of={security} rows={1}>
        {(data) => <SecondFactor security={data} />}
      </LoadState>
    </Panel>
  );
}

function SecondFactor({ security }: { security: Security }) {
  const http = useSureRequests();
  const queries = useQueryClient();
  const [setup, setSetup] = useState<TotpSetup | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const reload = () => queries.invalidateQueries({ queryKey: ['security'] });
  const starting = useSubmit(async () => setSetup(await http.request<TotpSetup>('POST', '/api/users/me/totp')));
  const ending = useSubmit(async () => {
    await http.request('DELETE', '/api/users/me/totp');
    await reload();
    announce('The second factor is off.');
  });
  const renewing = useSubmit(async () => {
    const answer = await http.request<RecoveryCodes>('POST', '/api/users/me/recovery-codes');
    await reload();
    setCodes(answer.codes);
  });
  const confirmed = (fresh: string[]) => {
    setSetup(null);
    setCodes(fresh);
    void reload();
  };
  const failure = starting.failure ?? ending.failure ?? renewing.failure;
  const { totp } = security;

  return (
    <>
      <PanelRow
        icon={<Icon of={Smartphone} className="text-ink-2" />}
        title={
          <>
            <span className="mr-2">Authenticator app</span>
            {totp ? <Tag look="good">On</Tag> : <Tag>Off</Tag>}
          </>
        }
        note={totp ? `Since ${dateOf(new Date(totp.enabledAt))}` : 'Any app that shows six digits will do.'}
        action={
          totp ? (
            <Button look="careful" busy={ending.busy} onClick={() => void ending.submit()}>
              Turn off
            </Button>
          ) : (
            <Button look="primary" busy={starting.busy} onClick={() => void starting.submit()}>
              Set up
            </Button>
          )
        }
      />
      {totp ? (
        <PanelRow
          title="Recovery codes"
          note={leftWords(security.recoveryCodesLeft)}
          action={
            <Button busy={renewing.busy} onClick={() => void renewing.submit()}>
              Make new ones
            </Button>
          }
        />
      ) : null}
      {failure ? (
        <PanelPart>
          <FormFailure failure={failure} className="" />
        </PanelPart>
      ) : null}
      {setup ? <TotpSetupDialog setup={setup} onConfirmed={confirmed} onClose={() => setSetup(null)} /> : null}
      {codes ? <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} /> : null}
    </>
  );
}

function leftWords(count: number): string {
  if (count === 0) return 'None are left. Make new ones, or a lost phone locks you out.';
  return `${count} ${count === 1 ? 'is' : 'are'} left, for the day the phone is gone. Each works once.`;
}
