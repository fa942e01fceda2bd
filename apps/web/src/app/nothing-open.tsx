import { serverMay } from '@parley/contracts';
import { lazy, Suspense } from 'react';
import { useConversations, useConversationsLoaded, useMe } from '../lib/watch';
import { Notice } from '../ui/notice';
import { Pier } from '../ui/pier';

const InvitePeople = lazy(async () => ({ default: (await import('../features/admin/invite-people')).InvitePeople }));

/** Beside the list, while no conversation is open. On a phone the list alone is the page. */
export function NothingOpen() {
  const any = useConversations().length > 0;
  const loaded = useConversationsLoaded();
  if (!loaded) return null;
  return (
    <div className="grid grow place-items-center overflow-y-auto">
      {any ? (
        <Notice picture={<Pier />} title="Pick up a conversation">
          Choose one from the list, or find a person by name in the search box.
        </Notice>
      ) : (
        <Quiet />
      )}
    </div>
  );
}

/** A server's first minute: somebody to talk to is all that is missing. */
function Quiet() {
  const { role } = useMe();
  if (!serverMay(role, 'invite.create'))
    return (
      <Notice picture={<Pier />} title="It is quiet here">
        Somebody here will add you to a conversation. It shows up in the list by itself.
      </Notice>
    );
  return (
    <Notice
      picture={<Pier />}
      title="It is quiet here"
      actions={
        <Suspense fallback={<span className="breathe h-11 w-full rounded-control bg-line" />}>
          <InvitePeople />
        </Suspense>
      }
    >
      Send a link to the people you want to talk to. Are they here already? Find them by name in the search box.
    </Notice>
  );
}
