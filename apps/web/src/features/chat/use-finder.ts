import type { Person } from '@parley/client';
import type { Conversation, Me } from '@parley/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useClient } from '../../lib/client-context';
import { useConversations } from '../../lib/watch';
import { matches } from './filters';

export type Finding =
  | { kind: 'conversation'; key: string; conversation: Conversation }
  | { kind: 'person'; key: string; person: Person }
  | { kind: 'self'; key: string };

const typingPauseMs = 180;
const shownConversations = 6;

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** My conversations at once, people as soon as the server has answered. */
export function useFinder(query: string, me: Me) {
  const client = useClient();
  const text = query.trim();
  const asked = usePaused(text);
  const list = useDeferredValue(useConversations());
  const people = useQuery({
    queryKey: ['people', asked],
    queryFn: () => client.users.search(asked),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

  const findings = useMemo(() => collect({ text, list, me, people: people.data ?? [] }), [text, list, me, people.data]);
  const waiting = text !== '' && (asked !== text || people.isFetching);
  return { findings, waiting, error: people.error, retry: () => void people.refetch() };
}

interface Collected {
  text: string;
  list: readonly Conversation[];
  me: Me;
  people: readonly Person[];
}

export function collect({ text, list, me, people }: Collected): Finding[] {
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
  ];
}
