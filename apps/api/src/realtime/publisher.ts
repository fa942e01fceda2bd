import { WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import { type ConversationUpdated, type ServerEvents, type SessionRevoked, serverEvents } from '@parley/contracts';
import type { ParleyServer } from './socket';
import { rooms } from './rooms';

type Told<E extends keyof ServerEvents> = Parameters<ServerEvents[E]>;

/**
 * Tells people what was committed. Only services call it, and only after their transaction: what is told cannot be taken back.
 * Socket.IO encodes a broadcast once, however many sockets hear it.
 */
@WebSocketGateway()
export class Publisher {
  @WebSocketServer()
  private readonly server: ParleyServer | undefined;

  /** To every member, however much of it they may read. `except` is the socket that did it: it has its acknowledgement. */
  toConversation<E extends keyof ServerEvents>(id: string, event: E, told: Told<E>[0], except?: string): void {
    const room = this.server?.to([rooms.whole(id), rooms.window(id)]);
    (except ? room?.except(except) : room)?.emit(event, ...([told] as Told<E>));
  }

  /** To members who may read the whole history; those with a window hear that something changed, and ask what is theirs. */
  toWhole<E extends keyof ServerEvents>(hint: ConversationUpdated, event: E, told: Told<E>[0], except = ''): void {
    const { conversationId: id } = hint;
    const others = this.server?.except(except);
    others?.to(rooms.whole(id)).emit(event, ...([told] as Told<E>));
    others?.to(rooms.window(id)).emit(serverEvents.conversationUpdated, hint);
  }

  toUser<E extends keyof ServerEvents>(userId: string, event: E, told: Told<E>[0], except?: string): void {
    const room = this.server?.to(rooms.user(userId));
    (except ? room?.except(except) : room)?.emit(event, ...([told] as Told<E>));
  }

  /** From now on every open socket of these people hears the conversation; `windowed` if not its whole history is theirs. */
  subscribe(userIds: string[], conversationId: string, windowed: boolean): void {
    if (userIds.length === 0) return;
    const [room, other] = windowed ? [rooms.window, rooms.whole] : [rooms.whole, rooms.window];
    const sockets = this.server?.in(userIds.map(rooms.user));
    sockets?.socketsLeave(other(conversationId));
    sockets?.socketsJoin(room(conversationId));
  }

  /** From now on no socket of these people hears it, and who looked at it does not any more. */
  unsubscribe(userIds: string[], conversationId: string): void {
    if (userIds.length === 0) return;
    const looking = rooms.looking(conversationId);
    const left = [rooms.whole(conversationId), rooms.window(conversationId), looking];
    this.server?.in(userIds.map(rooms.user)).socketsLeave(left);
    for (const userId of userIds) this.server?.to(looking).emit(serverEvents.userLeft, { conversationId, userId });
  }

  endSession(sessionId: string, reason: SessionRevoked['reason']): void {
    const sockets = this.server?.in(rooms.session(sessionId));
    sockets?.emit(serverEvents.sessionRevoked, { reason });
    sockets?.disconnectSockets(true);
  }

  /** Says goodbye to everybody on this node, so that clients come back to another one without waiting for a time-out. */
  drain(retryInMs: number): void {
    this.server?.emit(serverEvents.serverDraining, { retryInMs });
    this.server?.disconnectSockets(true);
  }
}
