import { Injectable } from '@nestjs/common';
import { Audience } from './audience';
import { Doorway } from './pressure/doorway';
import { connectionOf, owners } from './pressure/connection';
import { Looking } from './looking';
import { Watching } from './presence/watching';
import { rooms } from './rooms';
import type { ParleySocket } from './socket';
import { Subscriptions } from './subscriptions.port';
import { Teller } from './telling/teller';

const isConversation = (room: string) => room.startsWith(rooms.whole('')) || room.startsWith(rooms.window(''));

/** Puts a new socket into the rooms of its person, and sees it off. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly audience: Audience,
    private readonly teller: Teller,
    private readonly looking: Looking,
    private readonly doorway: Doorway,
    private readonly watching: Watching,
  ) {}

  /** Before anybody knows whose socket it is. */
  knock(socket: ParleySocket): (isAdmitted: boolean) => void {
    return this.doorway.knock(socket);
  }

  /** Before the client hears that it is connected, so that from then on it hears everything. The person's room comes first. */
  async settle(socket: ParleySocket): Promise<void> {
    const { userId, sessionId } = socket.data.identity;
    owners.set(connectionOf(socket), userId);
    await socket.join([rooms.user(userId), rooms.session(sessionId)]);
    await this.join(socket);
  }

  /**
   * Once it is connected. A conversation won or lost while it was not looked for this socket in vain: if this node has heard of
   * more than what was read, what is theirs is read again. What it has not heard of yet will find the socket.
   */
  async confirm(socket: ParleySocket): Promise<void> {
    const { userId } = socket.data.identity;
    this.watching.arrive(socket);
    if ((socket.handshake.auth as Record<string, unknown>)['texts'] === true) socket.data.wishesTexts = true;
    // However often: after the last round of a bounded number, what was told during its reading would be undone by it for good.
    while (this.teller.people.heardOf(userId) > (socket.data.selfRev ?? 0)) if (!(await this.join(socket))) return;
  }

  /** While it is still in its rooms. */
  depart(socket: ParleySocket): Promise<void> {
    this.watching.depart(socket);
    return this.looking.endAll(socket);
  }

  /** Whether there was anything new. */
  private async join(socket: ParleySocket): Promise<boolean> {
    const { userId } = socket.data.identity;
    const { conversations, selfRev } = await this.subscriptions.of(userId);
    if (selfRev === socket.data.selfRev) return false;
    // Closed meanwhile: it joins nothing any more, and nobody would forget what was begun for it.
    if (socket.data.selfRev !== undefined && socket.disconnected) return false;
    const roomOf = (id: string, visibleAfter: number) => (visibleAfter > 0 ? rooms.window(id) : rooms.whole(id));
    const theirs = new Set(conversations.map(({ id, visibleAfter }) => roomOf(id, visibleAfter)));
    // Lost between two readings: the loss looked for this socket in vain, too.
    const lost = [...socket.rooms].filter((room) => isConversation(room) && !theirs.has(room));
    for (const room of lost) await socket.leave(room);
    for (const { id, visibleAfter, rev } of conversations) {
      if (visibleAfter > 0) this.audience.seesAbove(id, visibleAfter);
      this.teller.conversations.begin(id, rev);
    }
    this.teller.people.begin(userId, selfRev);
    await socket.join([...theirs]);
    socket.data.selfRev = selfRev;
    return true;
  }
}
