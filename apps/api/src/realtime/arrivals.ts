import { Injectable } from '@nestjs/common';
import { rooms } from './rooms';
import type { ParleySocket } from './socket';
import { Subscriptions } from './subscriptions.port';

/** A membership may change while a socket is joining its rooms; after this many rounds the sweep has to do the rest. */
const rounds = 5;

const isConversation = (room: string) => room.startsWith(rooms.whole('')) || room.startsWith(rooms.window(''));

/** Puts a new socket into the rooms of its person. */
@Injectable()
export class Arrivals {
  constructor(private readonly subscriptions: Subscriptions) {}

  /** Before the client hears that it is connected, so that from then on it hears everything. The person's room comes first. */
  async settle(socket: ParleySocket): Promise<void> {
    const { userId, sessionId } = socket.data.identity;
    await socket.join([rooms.user(userId), rooms.session(sessionId)]);
    await this.join(socket);
  }

  /**
   * Once it is connected. A conversation won a moment earlier looked for this socket in vain; it shows in `selfRev`, and
   * what is theirs is read again.
   */
  async confirm(socket: ParleySocket): Promise<void> {
    for (let round = 0; round < rounds; round += 1) if (!(await this.join(socket))) return;
  }

  /** Whether there was anything new. */
  private async join(socket: ParleySocket): Promise<boolean> {
    const { whole, windowed, selfRev } = await this.subscriptions.of(socket.data.identity.userId);
    if (selfRev === socket.data.selfRev) return false;
    const theirs = new Set([...whole.map(rooms.whole), ...windowed.map(rooms.window)]);
    // Lost between two readings: the loss looked for this socket in vain, too.
    const lost = [...socket.rooms].filter((room) => isConversation(room) && !theirs.has(room));
    for (const room of lost) await socket.leave(room);
    await socket.join([...theirs]);
    socket.data.selfRev = selfRev;
    return true;
  }
}
