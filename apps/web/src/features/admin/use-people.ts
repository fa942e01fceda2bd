import type { ChangePersonRequest, ManagedPerson, ServerRole, SuspendRequest } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useSureRequests } from '../../lib/step-up.store';
import { usePages } from '../../lib/use-pages';

const key = 'managed-people';
const path = '/api/admin/users';

export function usePeople(search: string) {
  return usePages<ManagedPerson>([key, search], search === '' ? path : `${path}?search=${encodeURIComponent(search)}`);
}

/** What can be done to one person; afterwards every list knows. */
export function useManage({ id }: ManagedPerson) {
  const http = useSureRequests();
  const queries = useQueryClient();
  const then = async (done: Promise<unknown>) => {
    await done;
    await queries.invalidateQueries({ queryKey: [key] });
  };
  return {
    changeRole: (role: ServerRole) => {
      const request: ChangePersonRequest = { role };
      return then(http.request('PATCH', `${path}/${id}`, request));
    },
    suspend: (reason: string) => {
      const request: SuspendRequest = reason === '' ? {} : { reason };
      return then(http.request('POST', `${path}/${id}/suspend`, request));
    },
    unsuspend: () => then(http.request('DELETE', `${path}/${id}/suspend`)),
    signOut: () => then(http.request('DELETE', `${path}/${id}/sessions`)),
  };
}
