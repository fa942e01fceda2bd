import { serverEvents } from '@parley/contracts';
import type { SocketIdentity } from './identity.port';
import type { ParleySocket } from './socket';

/** How long after its token's end a socket may stay, so that a renewal under way can finish. */
const graceMs = 60_000;

/** Seconds: `setTimeout` takes milliseconds of 31 bits. */
const longest = 2_147_483;

const timers = new WeakMap<ParleySocket, NodeJS.Timeout>();

/** Ends the socket a minute after its token does. Called again by each renewal. */
export function endWithToken(socket: ParleySocket, { expiresAt }: SocketIdentity): void {
  clearTimeout(timers.get(socket));
  // Of whole seconds, for Node keeps a list for each length there is; a token that lives longer is looked at again then.
  const seconds = Math.ceil((Math.max(expiresAt * 1000 - Date.now(), 0) + graceMs) / 1000);
  const timer = setTimeout(
    () => {
      if (Date.now() < socket.data.identity.expiresAt * 1000) return endWithToken(socket, socket.data.identity);
      socket.emit(serverEvents.sessionRevoked, { reason: 'expired' });
      socket.disconnect(true);
    },
    Math.min(seconds, longest) * 1000,
  );
  timers.set(socket, timer.unref());
}

export function forgetToken(socket: ParleySocket): void {
  clearTimeout(timers.get(socket));
}
