import type { Person } from '@parley/client';
import { serverMay, type Conversation, type Me, type RoomSummary } from '@parley/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useClient } from '../../../lib/client-context';
import { usePaused } from '../../../lib/use-paused';
import { useConversations } from '../../../lib/watch';
import { matches } from '../list/filters';

export type Finding =
  | { kind: 'conversation'; key: string; conversation: Conversation }
  | { kind: 'person'; key: string; person: Person }
  | { kind: 'room'; key: string; room: RoomSummary }
  | { kind: 'self'; key: string };

const shownConversations = 6;
const shownRooms = 4;

/** My conversations at once, people and public rooms as soon as the server has answered. */
export function useFinder(query: string, me: Me) {
  const client = useClient();
  const text = query.trim();
  const asked = usePaused(text);
  const list = useDeferredValue(useConversations());
  const people = useQuery({
    queryKey: ['people', asked],
    queryFn: () => client.users.search(asked),
    enabled: asked !== '' && serverMay(me.role, 'directory.search'),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const rooms = useQuery({
    queryKey: ['rooms', 'found', asked],
    queryFn: () => client.conversations.rooms(asked),
    enabled: asked !== '' && serverMay(me.role, 'room.browse'),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

  const findings = useMemo(
    () => collect({ text, list, me, people: people.data ?? [], rooms: rooms.data?.items ?? [] }),
    [text, list, me, people.data, rooms.data],
  );
  const waiting = text !== '' && (asked !== text || people.isFetching || rooms.isFetching);
  const retry = () => {
    void people.refetch();
    void rooms.refetch();
  };
  return { findings, waiting, error: people.error ?? rooms.error, retry };
}

interface Collected {
  text: string;
  list: readonly Conversation[];
  me: Me;
  people: readonly Person[];
  rooms: readonly RoomSummary[];
}

export function collect({ text, list, me, people, rooms }: Collected): Finding[] {
  const self: Finding = { kind: 'self', key: 'self' };
  if (text === '') return [self];
  const mine = list.filter((each) => each.peerId !== me.id && matches(each.name, text)).slice(0, shownConversations);
  const known = new Set(mine.map((each) => each.peerId));
  return [
    ...mine.map((conversation): Finding => ({ kind: 'conversation', key: conversation.id, conversation })),
    ...(matches(`notes to self ${me.name} ${me.username}`, text) ? [self] : []),
    ...people
      .filter((person) => !known.has(person.id))
      .map((person): Finding => ({ kind: 'person', key: person.id, person })),
    ...rooms
      .filter((room) => !room.joined && !list.some(({ id }) => id === room.id))
      .slice(0, shownRooms)
      .map((room): Finding => ({ kind: 'room', key: room.id, room })),
  ];
}
