import type { Page } from '@parley/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useClient } from './client-context';

/** A list that comes in pages. `path` may carry a query of its own. */
export function usePages<T>(key: readonly unknown[], path: string, enabled = true) {
  const { http } = useClient();
  const query = useInfiniteQuery({
    queryKey: key,
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam }) => http.request<Page<T>>('GET', withCursor(path, pageParam)),
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  return query;
}

function withCursor(path: string, cursor: string): string {
  if (cursor === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
}
