import type { Actor } from '../platform/actor';

export interface SocketIdentity extends Actor {
  /** Seconds since 1970, as in the token. */
  expiresAt: number;
}

/** Says whose token this is, or throws. Answered by the auth module. */
export abstract class Identity {
  abstract verify(token: string): Promise<SocketIdentity>;
  /** Asked once more when a socket has joined its rooms: a sign-out in between would not have found it there. */
  abstract isRevoked(sessionId: string): boolean;
  /** A socket of this session came in, or went. */
  abstract seen(sessionId: string): void;
  /** Resolves when all of those seen so far could be written, or could not. */
  abstract keepSeen(): Promise<void>;
}
