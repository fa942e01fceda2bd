import type { Person } from '@parley/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient } from '../../../lib/client-context';
import { usePaused } from '../../../lib/use-paused';
import { useConversations, useMe } from '../../../lib/watch';

const suggested = 8;

/** Whom one may mean: those one talks with before anything is typed, then whom the server finds. */
export function usePeople(query: string) {
  const { users } = useClient();
  const me = useMe();
  const list = useConversations();
  const text = query.trim();
  const asked = usePaused(text);
  const found = useQuery({
    queryKey: ['people', asked],
    queryFn: () => users.search(asked),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const known = useMemo(
    () =>
      list
        .flatMap(({ peerId, name }): Person[] =>
          peerId === null || peerId === me.id ? [] : [{ id: peerId, name, username: null, avatarUrl: null }],
        )
        .slice(0, suggested),
    [list, me.id],
  );
  return {
    people: text === '' ? known : (found.data ?? []),
    waiting: text !== '' && (asked !== text || found.isFetching) && !found.data?.length,
    error: text === '' ? null : found.error,
    retry: () => void found.refetch(),
  };
}
