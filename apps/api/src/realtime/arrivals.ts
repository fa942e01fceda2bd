import { Injectable } from '@nestjs/common';
import { rooms } from './rooms';
import type { ParleySocket } from './socket';
import { Subscriptions } from './subscriptions.port';

/** A membership may change while a socket is joining its rooms; after this many rounds the sweep has to do the rest. */
const rounds = 5;

/** Puts a new socket into the rooms of its person. */
@Injectable()
export class Arrivals {
  constructor(private readonly subscriptions: Subscriptions) {}

  /**
   * The person's room comes first, so that a conversation won from now on finds this socket. What was won between
   * reading and joining shows in `selfRev`, and is read again.
   */
  async settle(socket: ParleySocket): Promise<void> {
    const { userId, sessionId } = socket.data.identity;
    await socket.join([rooms.user(userId), rooms.session(sessionId)]);
    let seen = -1;
    for (let round = 0; round < rounds; round += 1) {
      const { conversationIds, selfRev } = await this.subscriptions.of(userId);
      if (selfRev === seen) return;
      await socket.join(conversationIds.map(rooms.conversation));
      seen = selfRev;
    }
  }
}
