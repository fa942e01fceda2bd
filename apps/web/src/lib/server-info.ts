import type { ServerInfo } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { useClient } from './client-context';

export function useServerInfo() {
  const { http } = useClient();
  return useQuery({
    queryKey: ['server'],
    queryFn: () => http.request<ServerInfo>('GET', '/api/server'),
    staleTime: 60_000,
  });
}

/** What the page calls this place until the server has said. */
export function useServerName(): string {
  return useServerInfo().data?.name ?? 'Parley';
}
