import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Look, serverEvents } from '@parley/contracts';
import { notFound } from '../platform/errors';
import { Publisher } from './publisher';
import { rooms } from './rooms';
import type { ParleySocket } from './socket';

const expiresAfterMs = 5_000;
const toldEveryMs = 3_000;

interface State {
  toldAt: number;
  expiry: NodeJS.Timeout;
}

/** Who is typing where, in memory and for seconds. Told to those who look at the conversation, and kept nowhere. */
@Injectable()
export class Typing implements OnModuleDestroy {
  private readonly states = new Map<string, State>();

  constructor(private readonly publisher: Publisher) {}

  start(socket: ParleySocket, conversationId: string): Look {
    const look = this.lookOf(socket, conversationId);
    const key = keyOf(look);
    const known = this.states.get(key);
    clearTimeout(known?.expiry);
    const isDue = !known || Date.now() - known.toldAt >= toldEveryMs;
    const expiry = setTimeout(() => this.end(look), expiresAfterMs).unref();
    this.states.set(key, { toldAt: isDue ? Date.now() : known.toldAt, expiry });
    // A key held down costs those who look one event in three seconds.
    if (isDue) this.publisher.look(serverEvents.userTyping, look);
    return look;
  }

  stop(socket: ParleySocket, conversationId: string): Look {
    const look = this.lookOf(socket, conversationId);
    this.end(look);
    return look;
  }

  onModuleDestroy(): void {
    for (const { expiry } of this.states.values()) clearTimeout(expiry);
    this.states.clear();
  }

  private end(look: Look): void {
    const state = this.states.get(keyOf(look));
    if (!state) return;
    clearTimeout(state.expiry);
    this.states.delete(keyOf(look));
    this.publisher.look(serverEvents.userStoppedTyping, look);
  }

  /** The rooms of a socket follow its person's memberships, also while it was found out whether they may write. */
  private lookOf(socket: ParleySocket, conversationId: string): Look {
    const isMember = socket.rooms.has(rooms.whole(conversationId)) || socket.rooms.has(rooms.window(conversationId));
    if (!isMember) throw notFound();
    return { conversationId, userId: socket.data.identity.userId };
  }
}

const keyOf = ({ conversationId, userId }: Look): string => `${conversationId} ${userId}`;
