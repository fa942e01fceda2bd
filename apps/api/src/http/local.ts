import type { IncomingMessage } from 'node:http';

const loopback = /^(?:127\.|::1$|::ffff:127\.)/;
/** Another site can make its own name point at 127.0.0.1 (DNS rebinding), and its pages then count as ours; not these. */
const ownName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** True when the request was made on this machine itself; a proxy on it that passes others on does not count. */
export function isLocal({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  if (!loopback.test(socket.remoteAddress ?? '') || !ownName.test(headers.host ?? '')) return false;
  return !forwarding.some((name) => name in headers);
}
