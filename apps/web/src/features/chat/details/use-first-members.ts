import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient } from '../../../lib/client-context';

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
