import type { IncomingMessage } from 'node:http';

const loopback = /^(?:127\.|::1$|::ffff:127\.)/;
const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip'];

/** True when the request was made on this machine itself; a proxy on it that passes others on does not count. */
export function isLocal({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  return loopback.test(socket.remoteAddress ?? '') && !forwarding.some((name) => name in headers);
}
