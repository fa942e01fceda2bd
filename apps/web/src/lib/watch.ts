import type {
  ConnectionSnapshot,
  DeliveryState,
  Person,
  SessionSnapshot,
  Timeline,
  TimelineSnapshot,
} from '@parley/client';
import type { Conversation, Me } from '@parley/contracts';
import { useCallback, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { useClient } from './client-context';

/** Hooks only subscribe. Whatever is decided about messages is decided in @parley/client. */
export function useSession(): SessionSnapshot {
  const { session } = useClient();
  return useSyncExternalStore(session.subscribe, session.snapshot);
}

/** For everything that is drawn only while somebody is signed in. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('Nobody is signed in.');
  return me;
}

export function useConnection(): ConnectionSnapshot {
  const { connection } = useClient();
  return useSyncExternalStore(connection.subscribe, connection.snapshot);
}

export function useConversations(): readonly Conversation[] {
  const { conversations } = useClient();
  return useSyncExternalStore(conversations.subscribe, conversations.list);
}

export function useConversationsLoaded(): boolean {
  const { conversations } = useClient();
  return useSyncExternalStore(conversations.subscribe, () => conversations.loaded);
}

/** Whether the list goes on at the server. */
export function useConversationsMore(): boolean {
  const { conversations } = useClient();
  return useSyncExternalStore(conversations.subscribe, () => conversations.hasMore);
}

export function useConversation(id: string): Conversation | undefined {
  const { conversations } = useClient();
  return useSyncExternalStore(conversations.subscribe, () => conversations.get(id));
}

/** How far my last message in a direct conversation has come; null where that is not known. */
export function useLastState(id: string): DeliveryState | null {
  const { conversations } = useClient();
  return useSyncExternalStore(conversations.subscribe, () => conversations.lastState(id));
}

/**
 * Asked for in an effect, `null` until then: the first asking fetches and tells others, and a store that changes
 * while React draws left the list of messages empty for good. A layout effect, so that no empty frame is painted.
 */
export function useTimeline(conversationId: string): Timeline | null {
  const client = useClient();
  const [opened, setOpened] = useState<Timeline | null>(null);
  useLayoutEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- see above: this is the outside world answering
    setOpened(client.timeline(conversationId));
  }, [client, conversationId]);
  return opened;
}

/** Lets the server know that it is on screen here. */
export function useLooking(conversationId: string): void {
  const client = useClient();
  useEffect(() => client.look(conversationId), [client, conversationId]);
}

export function useShown(timeline: Timeline): TimelineSnapshot {
  return useSyncExternalStore(timeline.subscribe, timeline.snapshot);
}

/** Who else is typing here, as long as it is on screen. */
export function useTyping(conversationId: string): readonly string[] {
  const { typing } = useClient();
  return useSyncExternalStore(
    useCallback((fn: () => void) => typing.subscribe(conversationId, fn), [typing, conversationId]),
    () => typing.who(conversationId),
  );
}

/** Names of the people of one conversation. A direct one knows both without asking. */
export function usePersonNames(conversation: Conversation, me: Me): (id: string) => string {
  const { users } = useClient();
  const known = useSyncExternalStore(users.subscribe, users.known);
  return useCallback(
    (id: string) => {
      if (id === me.id) return me.name;
      if (id === conversation.peerId) return conversation.name;
      return (known.get(id) ?? users.get(id))?.name ?? 'Somebody';
    },
    [users, known, conversation.peerId, conversation.name, me],
  );
}

export function usePerson(id: string | null): Person | undefined {
  const { users } = useClient();
  return useSyncExternalStore(
    users.subscribe,
    useCallback(() => (id === null ? undefined : users.get(id)), [users, id]),
  );
}
