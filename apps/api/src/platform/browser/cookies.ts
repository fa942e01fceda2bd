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

/** The access token of a request, before anybody has looked at it: of the header, or of the cookie where there is none. */
export function tokenIn(request: Carrier): string | null {
  const { authorization } = request.headers;
  return authorization ? (/^bearer (\S+)$/i.exec(authorization)?.[1] ?? null) : readCookie(request, cookieNames.access);
}
