import { serverEvents, type Profile } from '@parley/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import { useEffect } from 'react';
import { useClient } from '../../lib/client-context';
import { useSubmit } from '../../lib/use-submit';
import { Button } from '../../ui/button';
import { ComposerBar } from './composer-bar';

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

/** Stands where the composer would. */
export function Blocked({ userId, name }: { userId: string; name: string }) {
  const { http } = useClient();
  const queries = useQueryClient();
  const { busy, failure, submit } = useSubmit(async () => {
    await http.request('DELETE', `/api/users/me/blocks/${userId}`);
    await queries.invalidateQueries({ queryKey: ['profile', userId] });
    await queries.invalidateQueries({ queryKey: ['blocks'] });
  });
  const action = (
    <Button className="h-9 px-3" busy={busy} onClick={() => void submit()}>
      Unblock
    </Button>
  );
  return (
    <ComposerBar icon={Ban} failure={failure} action={action}>
      You blocked {name}.
    </ComposerBar>
  );
}
