import { Injectable } from '@nestjs/common';
import {
  type ConversationUpdated,
  type Look,
  type Message,
  type MessageText,
  type Receipt,
  type SelfChange,
  type SessionRevoked,
  serverEvents,
} from '@parley/contracts';
import { rooms } from './rooms';
import type { ParleyServer, ParleySocket } from './socket';

export type MessageEvent = typeof serverEvents.messageReceived | typeof serverEvents.messageUpdated;
export type LookEvent =
  | typeof serverEvents.userJoined
  | typeof serverEvents.userLeft
  | typeof serverEvents.userTyping
  | typeof serverEvents.userStoppedTyping;

export interface MessageNews {
  event: MessageEvent;
  data: Message;
  /** Where the whole of a large text is that was just sent. */
  body?: string;
}

/** What is told of one rev of a conversation. */
export type News = MessageNews | { event: typeof serverEvents.conversationUpdated; data: ConversationUpdated };

type Emptied = (room: { conversationId: string } | { userId: string }) => void;

/**
 * The sockets of this node, and what they hear. Nothing here waits for anything. Socket.IO encodes a broadcast once,
 * however many sockets hear it.
 */
@Injectable()
export class Audience {
  private server: ParleyServer | undefined;
  /** Of each conversation, the greatest seq that somebody in its window room does not see. */
  private readonly windows = new Map<string, number>();
  private readonly emptied: Emptied[] = [];

  watch(server: ParleyServer): void {
    this.server = server;
    this.adapter?.on('delete-room', (room: string) => this.sawEmpty(room));
  }

  /** Calls back when nobody on this node hears a conversation, or a person has no socket, any more. */
  onEmptied(listener: Emptied): void {
    this.emptied.push(listener);
  }

  hears(conversationId: string): boolean {
    return this.has(rooms.whole(conversationId)) || this.has(rooms.window(conversationId));
  }

  isHere(userId: string): boolean {
    return this.has(rooms.user(userId));
  }

  looks({ conversationId, userId }: Look): boolean {
    const looking = this.adapter?.rooms.get(rooms.looking(conversationId));
    return [...(this.adapter?.rooms.get(rooms.user(userId)) ?? [])].some((id) => looking?.has(id));
  }

  /** From before somebody joins the window room, nothing at or below this seq is shown there. */
  seesAbove(conversationId: string, visibleAfter: number): void {
    this.windows.set(conversationId, Math.max(visibleAfter, this.windows.get(conversationId) ?? 0));
  }

  /** From now on every open socket of this person hears the conversation, from `visibleAfter` on. */
  join(userId: string, conversationId: string, visibleAfter: number): void {
    const [room, other] = visibleAfter > 0 ? [rooms.window, rooms.whole] : [rooms.whole, rooms.window];
    if (visibleAfter > 0) this.seesAbove(conversationId, visibleAfter);
    const sockets = this.server?.in(rooms.user(userId));
    sockets?.socketsJoin(room(conversationId));
    sockets?.socketsLeave(other(conversationId));
  }

  /** From now on no socket of this person hears it. */
  leave(userId: string, conversationId: string): void {
    const left = [rooms.whole(conversationId), rooms.window(conversationId), rooms.looking(conversationId)];
    this.server?.in(rooms.user(userId)).socketsLeave([...left, rooms.texts(conversationId)]);
  }

  /**
   * Members with a window hear of a message only if all of those here may see it, and what it answers too: of any other
   * they hear that something changed, and ask what is theirs.
   */
  tell(conversationId: string, { event, data }: News, except: string | undefined): void {
    const whole = rooms.whole(conversationId);
    const window = rooms.window(conversationId);
    const others = this.server?.except(except ?? []);
    if (event === serverEvents.conversationUpdated) return void others?.to([whole, window]).emit(event, data);
    const { rev, seq, quote } = data;
    if (Math.min(seq, quote?.seq ?? seq) > (this.windows.get(conversationId) ?? 0)) {
      return void others?.to([whole, window]).emit(event, data);
    }
    others?.to(whole).emit(event, data);
    others?.to(window).emit(serverEvents.conversationUpdated, { conversationId, rev, atSeq: seq, change: null });
  }

  /** The sockets that look at it and wish whole texts. */
  textReaders(conversationId: string): ParleySocket[] {
    const ids = this.adapter?.rooms.get(rooms.texts(conversationId)) ?? [];
    return [...ids].flatMap((id) => this.server?.of('/').sockets.get(id) ?? []);
  }

  /** Those with a window hear nothing of what one of them may not see, as above. */
  tellText(text: MessageText, seq: number, except: string[]): void {
    const { conversationId } = text;
    const hidden = seq > (this.windows.get(conversationId) ?? 0) ? [] : [rooms.window(conversationId)];
    const readers = this.server?.to(rooms.texts(conversationId)).except([...except, ...hidden]);
    readers?.emit(serverEvents.messageText, text);
  }

  tellReceipt(receipt: Receipt): void {
    const { conversationId: id } = receipt;
    this.server?.to([rooms.whole(id), rooms.window(id)]).emit(serverEvents.receiptUpdated, receipt);
  }

  tellOwn(userId: string, change: SelfChange): void {
    this.server?.to(rooms.user(userId)).emit(serverEvents.selfUpdated, change);
  }

  /** To those who look too. Typing is volatile: who does not take it now has no use for it later. */
  tellLook(event: LookEvent, look: Look): void {
    const isTyping = event === serverEvents.userTyping || event === serverEvents.userStoppedTyping;
    const others = this.server?.to(rooms.looking(look.conversationId)).except(rooms.user(look.userId));
    (isTyping ? others?.volatile : others)?.emit(event, look);
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

  private get adapter() {
    return this.server?.of('/').adapter;
  }

  private has(room: string): boolean {
    return this.adapter?.rooms.has(room) ?? false;
  }

  private sawEmpty(room: string): void {
    const { conversationId, userId } = rooms.read(room);
    if (userId) for (const listener of this.emptied) listener({ userId });
    if (!conversationId) return;
    if (!this.has(rooms.window(conversationId))) this.windows.delete(conversationId);
    if (!this.hears(conversationId)) for (const listener of this.emptied) listener({ conversationId });
  }
}
