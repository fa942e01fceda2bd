import { may, type Conversation } from '@parley/contracts';
import { Archive, Ban, Eye, Megaphone, type LucideIcon } from 'lucide-react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { ComposerBar } from './composer-bar';

function reasonOf({ archivedAt, role, kind, name }: Conversation): { icon: LucideIcon; words: string } {
  if (archivedAt !== null) return { icon: Archive, words: 'This is archived. It can be read, and nothing is added.' };
  if (role === 'read_only' && kind === 'direct') return { icon: Ban, words: `${name} takes no messages from you.` };
  if (role === 'read_only') return { icon: Eye, words: 'You can read here, but not write.' };
  return { icon: Megaphone, words: 'Announcements only: owners and admins write here.' };
}

/** Where the composer would be, when one may not write: why, and what could be done about it. */
export function NoWriting({ conversation }: { conversation: Conversation }) {
  const { conversations } = useClient();
  const { busy, failure, submit } = useSubmit(() => conversations.change(conversation.id, { archived: false }));
  const { icon, words } = reasonOf(conversation);
  const mayReopen = conversation.archivedAt !== null && may(conversation.role, 'archive', conversation);
  const action = mayReopen ? (
    <Button className="h-9 px-3" busy={busy} onClick={() => void submit()}>
      Take out of the archive
    </Button>
  ) : null;
  return (
    <ComposerBar icon={icon} failure={failure} action={action}>
      {words}
    </ComposerBar>
  );
}
