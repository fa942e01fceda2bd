import { limits, outranks, type ManagedPerson } from '@parley/contracts';
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { agoWords } from '../../lib/last-seen';
import { useNow } from '../../lib/now';
import { useMe } from '../../lib/watch';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { LoadState } from '../../ui/load-state';
import { MoreButton } from '../../ui/more-button';
import { Panel, PanelPart, PanelRow } from '../../ui/panel';
import { Tag } from '../../ui/tag';
import { ManageDialog } from './manage-dialog';
import { roleNames } from './role-names';
import { usePeople } from './use-people';

export function PeopleSection() {
  const [query, setQuery] = useState('');
  const search = useDeferredValue(query.trim());
  const people = usePeople(search);
  const [managed, setManaged] = useState<string | null>(null);
  const person = people.data?.find(({ id }) => id === managed);
  return (
    <>
      <div className="flex h-[46px] items-center gap-2.5 rounded-control border border-edge bg-raise pr-2 pl-3.5 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <Icon of={Search} size={18} className="shrink-0 text-ink-3" />
        <input
          type="search"
          aria-label="Find people"
          placeholder="Name, username or e-mail"
          autoComplete="off"
          spellCheck={false}
          maxLength={limits.searchMax}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="min-w-0 grow bg-transparent text-ink outline-none placeholder:text-ink-3 max-pane:text-[16px]"
        />
      </div>
      <Panel title={search === '' ? 'Everybody' : 'Found'}>
        <LoadState of={people} rows={5}>
          {(items) =>
            items.length === 0 ? (
              <PanelPart className="text-[14px] text-ink-2">Nobody goes by “{search}”.</PanelPart>
            ) : (
              <ul className="divide-y divide-line">
                {items.map((each) => (
                  <li key={each.id}>
                    <PersonRow person={each} onManage={() => setManaged(each.id)} />
                  </li>
                ))}
              </ul>
            )
          }
        </LoadState>
        <MoreButton of={people} />
      </Panel>
      {person ? <ManageDialog person={person} onClose={() => setManaged(null)} /> : null}
    </>
  );
}

function PersonRow({ person, onManage }: { person: ManagedPerson; onManage: () => void }) {
  const me = useMe();
  const now = useNow();
  const { id, name, username, email, emailVerified, role, lastSeenAt, suspendedAt } = person;
  const seen = lastSeenAt ? `seen ${agoWords(new Date(lastSeenAt), now)}` : 'never here';
  return (
    <PanelRow
      icon={<Avatar id={id} name={name} />}
      title={
        <>
          <span className="mr-2">{name}</span>
          {role === 'member' ? null : <Tag>{roleNames[role]}</Tag>}{' '}
          {suspendedAt ? <Tag look="careful">Suspended</Tag> : null}
        </>
      }
      note={`@${username} · ${email}${emailVerified ? '' : ' (not verified)'} · ${seen}`}
      action={
        outranks(me.role, role) ? (
          <Button small aria-label={`Manage ${name}`} onClick={onManage}>
            Manage
          </Button>
        ) : (
          <span className="text-[13px] text-ink-3">{id === me.id ? 'You' : null}</span>
        )
      }
    />
  );
}
