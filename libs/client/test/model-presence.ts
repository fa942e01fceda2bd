import { serverEvents, type PersonPresence, type PresenceState } from '@parley/contracts';
import type { ModelSocket } from './model-server';

/** How people are, as the test wills, and whom each socket watches. */
export class ModelPresence {
  private readonly states = new Map<string, PresenceState>();
  private readonly watched = new Map<ModelSocket, string[]>();

  of(userId: string): PersonPresence {
    return { userId, state: this.states.get(userId) ?? 'offline', lastSeen: null };
  }

  watch(socket: ModelSocket, userIds: string[]): PersonPresence[] {
    this.watched.set(socket, userIds);
    return userIds.map((id) => this.of(id));
  }

  drop(socket: ModelSocket): void {
    this.watched.delete(socket);
  }

  /** Somebody comes, changes or goes. */
  appear(userId: string, state: PresenceState): void {
    this.states.set(userId, state);
    const event = state === 'offline' ? serverEvents.userOffline : serverEvents.userOnline;
    for (const [socket, userIds] of this.watched) if (userIds.includes(userId)) socket.tell(event, this.of(userId));
  }
}
