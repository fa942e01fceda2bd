import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient } from '../../../lib/client-context';
import { usePaused } from '../../../lib/use-paused';

/** What was asked of a conversation is asked again when its members change. */
export function useMembersFollowed(conversationId: string): void {
  const client = useClient();
  const queries = useQueryClient();
  useEffect(
    () =>
      client.members.subscribe(conversationId, () => {
        void queries.invalidateQueries({ queryKey: ['members', conversationId] });
        void queries.invalidateQueries({ queryKey: ['bans', conversationId] });
      }),
    [client, queries, conversationId],
  );
}

/** The first page: owners and admins, then by name. */
export function useFirstMembers(conversationId: string) {
  const client = useClient();
  return useQuery({
    queryKey: ['members', conversationId, 'first'],
    queryFn: () => client.members.list(conversationId),
    staleTime: 60_000,
  });
}

export function useMembers(conversationId: string, query: string) {
  const client = useClient();
  const asked = usePaused(query.trim());
  const pages = useInfiniteQuery({
    queryKey: ['members', conversationId, 'search', asked],
    queryFn: ({ pageParam }) => client.members.list(conversationId, { search: asked, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return {
    items: pages.data?.pages.flatMap((page) => page.items) ?? [],
    waiting: pages.isPending || pages.isFetchingNextPage,
    error: pages.error,
    isEmpty: pages.isSuccess && !pages.isFetching,
    hasMore: pages.hasNextPage,
    more: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
}
