import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useClient } from '../../../lib/client-context';
import { usePaused } from '../../../lib/use-paused';

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
