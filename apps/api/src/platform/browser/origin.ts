import type { IncomingMessage } from 'node:http';

/**
 * `same`: the browser says that a page of ours sent it. `foreign`: another site did. `unsaid`: nobody said;
 * programs never do, and no browser of this decade stays silent when it sends cookies across sites.
 */
export type Provenance = 'same' | 'foreign' | 'unsaid';

/**
 * Compares hosts, not schemes: a proxy that ends TLS would make every scheme differ. A page that rebinds its own name
 * to our address passes as its own site, but the browser then sends it none of our cookies.
 */
export function provenance({ headers }: Pick<IncomingMessage, 'headers'>, friends: readonly string[]): Provenance {
  const claimed = headers.origin ?? headers.referer;
  if (claimed) return isOurs(claimed, headers.host, friends) ? 'same' : 'foreign';
  const site = headers['sec-fetch-site'];
  if (!site) return 'unsaid';
  return site === 'same-origin' || site === 'none' ? 'same' : 'foreign';
}

function isOurs(claimed: string, host: string | undefined, friends: readonly string[]): boolean {
  if (!URL.canParse(claimed)) return false;
  const url = new URL(claimed);
  return url.host === host || friends.includes(url.origin);
}
