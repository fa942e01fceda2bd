import type { ChangeConversationRequest, Conversation } from '@parley/contracts';
import { useClient } from '../../../lib/client-context';
import { useSubmit } from '../../../lib/use-submit';
import { FormFailure } from '../../../ui/form-failure';
import { Select } from '../../../ui/select';
import { SwitchRow } from '../../../ui/switch-row';
import { Section } from './section';

/** For everybody; only owners come here. Each takes effect at once. */
export function PlaceSettings({ conversation }: { conversation: Conversation }) {
  const { conversations } = useClient();
  const { busy, failure, submit } = useSubmit((change: ChangeConversationRequest) =>
    conversations.change(conversation.id, change),
  );
  const change = (fields: ChangeConversationRequest) => void submit(fields);
  const { kind, visibility, history, announcement } = conversation;
  return (
    <Section title="For everybody">
      <FormFailure failure={failure} className="" />
      {kind === 'room' ? (
        <Select
          label="Who may find and join it"
          value={visibility}
          disabled={busy}
          onChange={(event) => change({ visibility: event.target.value === 'public' ? 'public' : 'private' })}
        >
          <option value="public">Everybody on this server</option>
          <option value="private">Only people who are added</option>
        </Select>
      ) : null}
      <Select
        label="What newcomers can read"
        value={history}
        disabled={busy}
        onChange={(event) => change({ history: event.target.value === 'all' ? 'all' : 'joined' })}
      >
        <option value="all">Everything</option>
        <option value="joined">Only from then on</option>
      </Select>
      <div className="-mx-4 pane:-mx-5">
        <SwitchRow
          label="Announcements only"
          note="Owners and admins write; everybody else reads."
          on={announcement}
          busy={busy}
          onChange={(on) => change({ announcement: on })}
        />
      </div>
    </Section>
  );
}
