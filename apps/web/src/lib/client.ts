import { ParleyClient } from '@parley/client';

/** Same origin, cookies: no token ever touches this page's storage. */
export function createClient(): ParleyClient {
  return new ParleyClient({ baseUrl: '', session: 'cookie' });
}
