import { serverEvents, type Profile } from '@parley/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient } from '../../lib/client-context';

/** Whether I blocked this person; null asks nothing. */
export function useBlocked(userId: string | null): boolean {
  const client = useClient();
  const queries = useQueryClient();
  const profile = useQuery({
    queryKey: ['profile', userId],
    queryFn: () => client.http.request<Profile>('GET', `/api/users/${encodeURIComponent(userId ?? '')}`),
    enabled: userId !== null,
    staleTime: 60_000,
  });
  useEffect(
    () =>
      client.on(serverEvents.selfUpdated, (change) => {
        if (change.type === 'block') void queries.invalidateQueries({ queryKey: ['profile', change.data.userId] });
      }),
    [client, queries],
  );
  return profile.data?.blocked === true;
}
