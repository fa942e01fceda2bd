import { useEffect } from 'react';
import { useServerName } from './server-info';

/** The tab's title on pages that are no conversation. */
export function usePlainTitle(title: string): void {
  const server = useServerName();
  useEffect(() => {
    document.title = title.includes(server) ? title : `${title} · ${server}`;
  }, [title, server]);
}
