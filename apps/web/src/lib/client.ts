import { ParleyClient } from '@parley/client';

/** Some browsers know that each byte is paid for, or slow. */
const isSparing = (): boolean =>
  'connection' in navigator && (navigator.connection as { saveData?: boolean } | undefined)?.saveData === true;

/** Same origin, cookies: no token ever touches this page's storage. */
export function createClient(): ParleyClient {
  return new ParleyClient({ baseUrl: '', session: 'cookie', texts: isSparing() ? 'asked-for' : 'brought' });
}
