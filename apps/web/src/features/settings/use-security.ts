import type { Security } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../lib/client-context';

export function useSecurity() {
  const { http } = useClient();
  return useQuery({
    queryKey: ['security'],
    queryFn: () => http.request<Security>('GET', '/api/users/me/security'),
  });
}
