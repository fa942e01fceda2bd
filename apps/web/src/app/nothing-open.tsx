import { useConversations, useConversationsLoaded } from '../lib/watch';
import { Notice } from '../ui/notice';
import { Pier } from '../ui/pier';

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
        <Notice picture={<Pier />} title="It is quiet here">
          Find a person by name in the search box and write the first message. Alone on this server? Start with notes to
          yourself, and share this page’s address with the people you want to talk to.
        </Notice>
      )}
    </div>
  );
}
