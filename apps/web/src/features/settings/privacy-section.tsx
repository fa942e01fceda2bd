import type { Privacy, User } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useClient } from '../../lib/client-context';
import { usePages } from '../../lib/use-pages';
import { useSubmit } from '../../lib/use-submit';
import { useMe } from '../../lib/watch';
import { announce } from '../../ui/announcer';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { FormFailure } from '../../ui/form-failure';
import { LoadState } from '../../ui/load-state';
import { MoreButton } from '../../ui/more-button';
import { Panel, PanelPart, PanelRow } from '../../ui/panel';
import { SwitchRow } from '../../ui/switch-row';

export function PrivacySection() {
  return (
    <>
      <SeenPanel />
      <BlockedPanel />
    </>
  );
}

function SeenPanel() {
  const { session } = useClient();
  const { privacy } = useMe();
  const { busy, failure, submit } = useSubmit((change: Partial<Privacy>) => session.changeProfile({ privacy: change }));
  return (
    <Panel title="What others see">
      <SwitchRow
        label="Last seen"
        note="Others see whether you are here, and when you last were."
        on={privacy.lastSeen}
        busy={busy}
        onChange={(lastSeen) => void submit({ lastSeen })}
      />
      <SwitchRow
        label="Read receipts"
        note="Others see how far you have read. Without, you do not see theirs either."
        on={privacy.readReceipts}
        busy={busy}
        onChange={(readReceipts) => void submit({ readReceipts })}
      />
      {failure ? (
        <PanelPart>
          <FormFailure failure={failure} className="" />
        </PanelPart>
      ) : null}
    </Panel>
  );
}

function BlockedPanel() {
  const { http } = useClient();
  const queries = useQueryClient();
  const blocked = usePages<User>(['blocks'], '/api/users/me/blocks');
  const { busy, failure, submit } = useSubmit(async ({ id, name }: User) => {
    await http.request('DELETE', `/api/users/me/blocks/${id}`);
    await queries.invalidateQueries({ queryKey: ['blocks'] });
    await queries.invalidateQueries({ queryKey: ['profile', id] });
    announce(`${name} is not blocked any more.`);
  });
  return (
    <Panel
      title="Blocked people"
      lead="They cannot write to you directly, and they are not told. You block somebody from their profile."
    >
      {failure ? (
        <PanelPart>
          <FormFailure failure={failure} className="" />
        </PanelPart>
      ) : null}
      <LoadState of={blocked} rows={1}>
        {(people) => {
          if (people.length === 0)
            return <PanelPart className="text-[14px] text-ink-2">You have blocked nobody.</PanelPart>;
          return (
            <ul className="divide-y divide-line">
              {people.map((person) => (
                <li key={person.id}>
                  <PanelRow
                    icon={<Avatar id={person.id} name={person.name} />}
                    title={person.name}
                    note={`@${person.username}`}
                    action={
                      <Button
                        small
                        disabled={busy}
                        aria-label={`Unblock ${person.name}`}
                        onClick={() => void submit(person)}
                      >
                        Unblock
                      </Button>
                    }
                  />
                </li>
              ))}
            </ul>
          );
        }}
      </LoadState>
      <MoreButton of={blocked} />
    </Panel>
  );
}
