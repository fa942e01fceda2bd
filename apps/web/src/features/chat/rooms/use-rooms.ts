import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useClient } from '../../../lib/client-context';
import { usePaused } from '../../../lib/use-paused';

export function useRooms(query: string) {
  const { conversations } = useClient();
  const asked = usePaused(query.trim());
  const pages = useInfiniteQuery({
    queryKey: ['rooms', 'browse', asked],
    queryFn: ({ pageParam }) => conversations.rooms(asked, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return {
    items,
    waiting: pages.isPending || pages.isFetchingNextPage,
    error: pages.error,
    isEmpty: pages.isSuccess && !pages.isFetching && items.length === 0,
    hasMore: pages.hasNextPage,
    more: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
}
