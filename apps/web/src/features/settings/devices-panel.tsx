import type { MySession, Page } from '@parley/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useClient } from '../../lib/client-context';
import { agoWords } from '../../lib/last-seen';
import { useNow } from '../../lib/now';
import { useSureRequests } from '../../lib/step-up.store';
import { fullTime } from '../../lib/time';
import { useSubmit } from '../../lib/use-submit';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { FormFailure } from '../../ui/form-failure';
import { Icon } from '../../ui/icon';
import { LoadState } from '../../ui/load-state';
import { Panel, PanelPart, PanelRow } from '../../ui/panel';
import { Tag } from '../../ui/tag';

const key = ['sessions'];

export function DevicesPanel() {
  const { http } = useClient();
  const sure = useSureRequests();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: key,
    queryFn: () => http.request<Page<MySession>>('GET', '/api/users/me/sessions?limit=100'),
  });
  const others = sessions.data?.items.some(({ current }) => !current) === true;
  const ending = useSubmit(async (id: string | null) => {
    await sure.request('DELETE', id === null ? '/api/users/me/sessions' : `/api/users/me/sessions/${id}`);
    await queries.invalidateQueries({ queryKey: key });
    announce(id === null ? 'All other devices were signed out.' : 'The device was signed out.');
  });
  return (
    <Panel
      title="Devices"
      lead="Where you are signed in. One you do not know? Sign it out, then change your password."
      action={
        others ? (
          <Button look="careful" small busy={ending.busy} onClick={() => void ending.submit(null)}>
            Sign out all others
          </Button>
        ) : null
      }
    >
      {ending.failure ? (
        <PanelPart>
          <FormFailure failure={ending.failure} className="" />
        </PanelPart>
      ) : null}
      <LoadState of={sessions}>
        {({ items }) => (
          <ul className="divide-y divide-line">
            {items.map((session) => (
              <li key={session.id}>
                <Device session={session} busy={ending.busy} onEnd={() => void ending.submit(session.id)} />
              </li>
            ))}
          </ul>
        )}
      </LoadState>
    </Panel>
  );
}

function Device({ session, busy, onEnd }: { session: MySession; busy: boolean; onEnd: () => void }) {
  const now = useNow();
  const { device, address, current, createdAt, lastSeenAt } = session;
  const hand = /Android|iPhone|iPad|phone/i.test(device);
  const seen = current ? 'here now' : `last seen ${agoWords(new Date(lastSeenAt), now)}`;
  return (
    <PanelRow
      icon={<Icon of={hand ? Smartphone : Monitor} className="text-ink-2" />}
      title={
        <>
          <span className="mr-2">{device}</span>
          {current ? <Tag look="good">This device</Tag> : null}
        </>
      }
      note={
        <span title={`Signed in ${fullTime(new Date(createdAt))}`}>
          {address ? `${address} · ` : ''}
          {seen}
        </span>
      }
      action={
        current ? null : (
          <Button small disabled={busy} aria-label={`Sign out ${device}`} onClick={onEnd}>
            Sign out
          </Button>
        )
      }
    />
  );
}
