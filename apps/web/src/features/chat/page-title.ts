import { limits } from '@parley/contracts';
import { useEffect } from 'react';

export function pageTitle(unread: number, place: string | null, server: string): string {
  const count = unread >= limits.unreadMax ? '999+' : String(unread);
  const where = place ? `${place} · ${server}` : server;
  return unread > 0 ? `(${count}) ${where}` : where;
}

/** The tab says how much is waiting, also when it is in the background. */
export function usePageTitle(unread: number, place: string | null, server: string): void {
  useEffect(() => {
    document.title = pageTitle(unread, place, server);
  }, [unread, place, server]);
}
