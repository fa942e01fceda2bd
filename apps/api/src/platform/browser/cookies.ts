import { cookieNames } from '@parley/contracts';
import { parse as parseCookie } from 'cookie';
import type { IncomingMessage } from 'node:http';

type Carrier = Pick<IncomingMessage, 'headers'>;

/** One cookie of a request, or null. Reads the header itself, so that it also serves the socket handshake. */
export function readCookie(request: Carrier, name: string): string | null {
  const header = request.headers.cookie;
  return header ? (parseCookie(header)[name] ?? null) : null;
}

export const carriesSessionCookie = (request: Carrier): boolean =>
  readCookie(request, cookieNames.access) !== null || readCookie(request, cookieNames.refresh) !== null;
