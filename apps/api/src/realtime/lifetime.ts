import { serverEvents } from '@parley/contracts';
import type { SocketIdentity } from './identity.port';
import type { ParleySocket } from './socket';

/** How long after its token's end a socket may stay, so that a renewal under way can finish. */
const graceMs = 60_000;

const timers = new WeakMap<ParleySocket, NodeJS.Timeout>();

/** Ends the socket a minute after its token does. Called again by each renewal. */
export function endWithToken(socket: ParleySocket, { expiresAt }: SocketIdentity): void {
  clearTimeout(timers.get(socket));
  // setTimeout takes 31 bits; a token that lives longer than that is looked at again then.
  const wait = Math.min(Math.max(expiresAt * 1000 - Date.now(), 0) + graceMs, 2 ** 31 - 1);
  const timer = setTimeout(() => {
    if (Date.now() < socket.data.identity.expiresAt * 1000) return endWithToken(socket, socket.data.identity);
    socket.emit(serverEvents.sessionRevoked, { reason: 'expired' });
    socket.disconnect(true);
  }, wait);
  timers.set(socket, timer.unref());
}

export function forgetToken(socket: ParleySocket): void {
  clearTimeout(timers.get(socket));
}
