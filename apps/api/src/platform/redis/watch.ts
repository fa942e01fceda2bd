import type { Redis as Client } from 'ioredis';
import type { Log } from '../logging';

/** Of an error what says nothing of a password: its code, or Redis's own word for it, such as WRONGPASS. */
export function reasonOf(error: Error & { code?: string }): string {
  return error.code ?? /^[A-Z]{3,}\b/.exec(error.message)?.[0] ?? error.name;
}

/**
 * Says once that Redis is away, and once that it is back. Without a listener each try that fails would be a line on the
 * console, with whatever the error holds.
 */
export function watch(client: Client, host: string, log: Log): void {
  let isAway = false;
  const away = (reason: string) => {
    if (!isAway) log.pino.warn({ redis: host, reason }, 'Redis cannot be reached; the server goes on without it');
    isAway = true;
  };
  client.on('error', (error: Error) => away(reasonOf(error)));
  client.on('reconnecting', () => away('connection lost'));
  client.on('ready', () => {
    if (isAway) log.pino.warn({ redis: host }, 'Redis is there again');
    isAway = false;
  });
}
