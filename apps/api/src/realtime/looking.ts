import { Injectable } from '@nestjs/common';
import { serverEvents } from '@parley/contracts';
import { notFound } from '../platform/errors';
import { Audience } from './audience';
import { Publisher } from './publisher';
import { rooms } from './rooms';
import type { ParleySocket } from './socket';

/** Who has a conversation on screen. Those who look at it too are told, once a person. */
@Injectable()
export class Looking {
  constructor(
    private readonly audience: Audience,
    private readonly publisher: Publisher,
  ) {}

  /** Whether whole texts of what is sent there come to this socket from now on. */
  async begin(socket: ParleySocket, conversationId: string): Promise<boolean> {
    const room = rooms.looking(conversationId);
    const look = { conversationId, userId: socket.data.identity.userId };
    // Who was removed while we asked the database is out of these rooms already.
    const isMember = socket.rooms.has(rooms.whole(conversationId)) || socket.rooms.has(rooms.window(conversationId));
    if (!isMember) throw notFound();
    const { wishesTexts = false } = socket.data;
    if (socket.rooms.has(room)) return wishesTexts;
    const isFirst = !this.audience.looks(look);
    await socket.join(wishesTexts ? [room, rooms.texts(conversationId)] : room);
    if (isFirst) this.publisher.look(serverEvents.userJoined, look);
    return wishesTexts;
  }

  async end(socket: ParleySocket, conversationId: string): Promise<void> {
    const room = rooms.looking(conversationId);
    if (!socket.rooms.has(room)) return;
    await socket.leave(room);
    await socket.leave(rooms.texts(conversationId));
    const look = { conversationId, userId: socket.data.identity.userId };
    if (!this.audience.looks(look)) this.publisher.look(serverEvents.userLeft, look);
  }

  /** A socket that closes looks at nothing any more. To be called while it is still in its rooms. */
  async endAll(socket: ParleySocket): Promise<void> {
    const looked = [...socket.rooms].filter((room) => room.startsWith(rooms.looking('')));
    await Promise.all(looked.map((room) => this.end(socket, room.slice(rooms.looking('').length))));
  }
}
