import { serverMay, type Invite } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Link2, QrCode as QrIcon } from 'lucide-react';
import { useState } from 'react';
import { untilWords } from '../../lib/last-seen';
import { useNow } from '../../lib/now';
import { useServerInfo } from '../../lib/server-info';
import { useSureRequests } from '../../lib/step-up.store';
import { usePages } from '../../lib/use-pages';
import { useSubmit } from '../../lib/use-submit';
import { useMe } from '../../lib/watch';
import { announce } from '../../ui/announcer';
import { Button, IconButton } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { FormFailure } from '../../ui/form-failure';
import { Icon } from '../../ui/icon';
import { LoadState } from '../../ui/load-state';
import { MoreButton } from '../../ui/more-button';
import { Panel, PanelPart, PanelRow } from '../../ui/panel';
import { Tag } from '../../ui/tag';
import { InviteDialog } from './invite-dialog';
import { NewInvitePanel } from './new-invite-panel';

const key = ['invites'];

export function InvitesSection() {
  const queries = useQueryClient();
  const [shown, setShown] = useState<Invite | null>(null);
  const { data: info } = useServerInfo();
  const made = (invite: Invite) => {
    setShown(invite);
    void queries.invalidateQueries({ queryKey: key });
  };
  return (
    <>
      {info?.registration === 'closed' ? (
        <p role="status" className="rounded-[13px] bg-accent-soft px-4 py-3 text-[14px] leading-5 text-ink">
          Registration is closed: invite links let nobody in until it is opened again.
        </p>
      ) : null}
      <NewInvitePanel onMade={made} />
      <InviteList onShow={setShown} />
      {shown ? <InviteDialog invite={shown} onClose={() => setShown(null)} /> : null}
    </>
  );
}

function InviteList({ onShow }: { onShow: (invite: Invite) => void }) {
  const http = useSureRequests();
  const queries = useQueryClient();
  const { role } = useMe();
  const all = serverMay(role, 'invite.manage');
  const invites = usePages<Invite>(key, '/api/invites');
  const { busy, failure, submit } = useSubmit(async ({ id }: Invite) => {
    await http.request('DELETE', `/api/invites/${id}`);
    await queries.invalidateQueries({ queryKey: key });
    announce('The invite was withdrawn.');
  });
  return (
    <Panel
      title={all ? 'All invites' : 'Your invites'}
      lead="Whoever has the link can come in, until it is used up, too old, or withdrawn."
    >
      {failure ? (
        <PanelPart>
          <FormFailure failure={failure} className="" />
        </PanelPart>
      ) : null}
      <LoadState of={invites}>
        {(items) =>
          items.length === 0 ? (
            <PanelPart className="text-[14px] text-ink-2">No invites yet. Make one above and send its link.</PanelPart>
          ) : (
            <ul className="divide-y divide-line">
              {items.map((invite) => (
                <li key={invite.id}>
                  <InviteRow
                    invite={invite}
                    busy={busy}
                    onShow={() => onShow(invite)}
                    onRevoke={() => void submit(invite)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </LoadState>
      <MoreButton of={invites} />
    </Panel>
  );
}

interface InviteRowProps {
  invite: Invite;
  busy: boolean;
  onShow: () => void;
  onRevoke: () => void;
}

function InviteRow({ invite, busy, onShow, onRevoke }: InviteRowProps) {
  const now = useNow();
  const { code, createdBy, maxUses, uses, role } = invite;
  const over = endOf(invite, now);
  const used = maxUses === null ? `used ${uses} times` : `used ${uses} of ${maxUses} times`;
  const until = invite.expiresAt ? untilWords(new Date(invite.expiresAt), now) : 'does not expire';
  return (
    <PanelRow
      icon={<Icon of={Link2} className="text-ink-2" />}
      title={
        <>
          <code className="mr-2 font-mono text-[13.5px]">{code}</code>
          {role === 'guest' ? <Tag>Guest</Tag> : null} {over ? <Tag look="careful">{over}</Tag> : null}
        </>
      }
      note={`By ${createdBy.name} · ${used} · ${over ? 'lets nobody in any more' : until}`}
      action={
        over ? null : (
          <>
            <IconButton icon={QrIcon} label={`Show the QR code of ${code}`} onClick={onShow} />
            <CopyButton text={invite.url} label="Copy link" small />
            <Button look="careful" small disabled={busy} aria-label={`Withdraw ${code}`} onClick={onRevoke}>
              Withdraw
            </Button>
          </>
        )
      }
    />
  );
}

function endOf({ revokedAt, expiresAt, maxUses, uses }: Invite, now: Date): string | null {
  if (revokedAt !== null) return 'Withdrawn';
  if (expiresAt !== null && new Date(expiresAt).getTime() <= now.getTime()) return 'Expired';
  return maxUses !== null && uses >= maxUses ? 'Used up' : null;
}
