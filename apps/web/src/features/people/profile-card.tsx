import type { Profile } from '@parley/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Eye, Clock, MessageCircle } from 'lucide-react';
import { useClient } from '../../lib/client-context';
import { focusComposer } from '../../lib/composer-focus';
import { agoWords } from '../../lib/last-seen';
import { useNow } from '../../lib/now';
import { usePresence } from '../../lib/presence';
import { showPerson } from '../../lib/shown-person.store';
import { statusWords } from '../../lib/status-words';
import { useSubmit } from '../../lib/use-submit';
import { useMe } from '../../lib/watch';
import { zoneClock } from '../../lib/zone-clock';
import { announce } from '../../ui/announcer';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FormFailure } from '../../ui/form-failure';
import { Icon } from '../../ui/icon';
import { LoadState } from '../../ui/load-state';
import { Tag } from '../../ui/tag';

export function ProfileCard({ userId }: { userId: string }) {
  const { http } = useClient();
  const profile = useQuery({
    queryKey: ['profile', userId],
    queryFn: () => http.request<Profile>('GET', `/api/users/${encodeURIComponent(userId)}`),
    staleTime: 0,
  });
  const close = () => showPerson(null);
  return (
    <Dialog title={profile.data?.name ?? 'Profile'} onClose={close}>
      <LoadState of={profile} rows={2}>
        {(person) => <Card person={person} onClose={close} />}
      </LoadState>
    </Dialog>
  );
}

function Card({ person, onClose }: { person: Profile; onClose: () => void }) {
  const now = useNow();
  const status = statusWords(person.status, now.getTime());
  const clock = person.timeZone === null ? null : zoneClock(person.timeZone, now);
  const presence = usePresence(person.id);
  const lastSeen = person.lastSeenAt === null ? null : `Last seen ${agoWords(new Date(person.lastSeenAt), now)}`;
  const seen = { online: 'Online', away: 'Away', offline: lastSeen }[presence?.state ?? 'offline'];
  return (
    <>
      <div className="flex items-center gap-4">
        <Avatar id={person.id} name={person.name} size="large" presence={presence?.state} />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2 text-[14.5px] text-ink-2">
            @{person.username}
            {person.role === 'member' ? null : <Tag>{person.role}</Tag>}
          </p>
          {status ? (
            <p className="mt-0.5 text-[14.5px] leading-5 wrap-anywhere" dir="auto">
              {status}
            </p>
          ) : null}
        </div>
      </div>
      {person.bio === '' ? null : (
        <p className="mt-4 text-[14.5px] leading-[21px] wrap-anywhere whitespace-pre-line" dir="auto">
          {person.bio}
        </p>
      )}
      <ul className="mt-4 flex flex-col gap-2 text-[14px] leading-5 text-ink-2">
        {clock ? (
          <li className="flex items-center gap-2.5">
            <Icon of={Clock} size={17} />
            <span className="tabular">{clock} for them</span>
          </li>
        ) : null}
        {seen ? (
          <li className="flex items-center gap-2.5">
            <Icon of={Eye} size={17} />
            {seen}
          </li>
        ) : null}
      </ul>
      <Actions person={person} onClose={onClose} />
    </>
  );
}

function Actions({ person, onClose }: { person: Profile; onClose: () => void }) {
  const { conversations, http } = useClient();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const writing = useSubmit(async () => {
    const { id } = await conversations.openDirect(person.id);
    onClose();
    await navigate({ to: '/c/$conversationId', params: { conversationId: id } });
    focusComposer();
  });
  const blocking = useSubmit(async () => {
    await http.request(person.blocked ? 'DELETE' : 'PUT', `/api/users/me/blocks/${person.id}`);
    await queries.invalidateQueries({ queryKey: ['profile', person.id] });
    await queries.invalidateQueries({ queryKey: ['blocks'] });
    announce(person.blocked ? `${person.name} is not blocked any more.` : `${person.name} is blocked.`);
  });
  const self = person.id === me.id;
  return (
    <>
      {person.blocked ? (
        <p role="status" className="mt-4 rounded-control bg-accent-soft px-3.5 py-2.5 text-[14px] leading-5">
          You have blocked {person.name}: they cannot write to you directly.
        </p>
      ) : null}
      <FormFailure failure={writing.failure ?? blocking.failure} className="mt-4" />
      <div className="mt-5 flex flex-wrap gap-2.5">
        <Button look="primary" className="grow" busy={writing.busy} onClick={() => void writing.submit()}>
          <Icon of={MessageCircle} size={18} />
          {self ? 'Notes to self' : 'Message'}
        </Button>
        {self ? (
          <Button className="grow" onClick={() => (onClose(), void navigate({ to: '/settings' }))}>
            Edit my profile
          </Button>
        ) : (
          <Button look="careful" className="grow" busy={blocking.busy} onClick={() => void blocking.submit()}>
            {person.blocked ? 'Unblock' : 'Block'}
          </Button>
        )}
      </div>
    </>
  );
}
