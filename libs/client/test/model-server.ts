import {
  serverEvents,
  type ChangeProfileRequest,
  type Changes,
  type ConversationSettings,
  type ErrorCode,
  type Me,
  type Message,
  type OwnState,
  type SelfChange,
  type SelfEvent,
  type ServerEventName,
  type ServerEvents,
  type SocketSendRequest,
} from '@parley/contracts';
import { ParleyError } from '../src/parley.errors';
import { ModelPresence } from './model-presence';
import { ModelRoom } from './model-room';
import { aMe } from './wire';

export interface ModelSocket {
  userId: string;
  tell<E extends ServerEventName>(event: E, payload: Parameters<ServerEvents[E]>[0]): void;
  cut(): void;
}

type Told<E extends ServerEventName> = Parameters<ServerEvents[E]>[0];

interface Person {
  me: Me;
  selfRev: number;
  own: Map<string, SelfChange>;
  /** What they keep for later, each with the selfRev that saved it. */
  saved: Map<string, number>;
}

/** The server's half of the sync law, small enough to be believed. Everything here happens at once. */
export class ModelServer {
  epoch = 1;
  /** Grows with every change of anything: what heads hand out as their cursor. */
  tick = 0;
  readonly rooms = new Map<string, ModelRoom>();
  readonly sockets = new Set<ModelSocket>();
  /** `clientId`s for ever, by sender. */
  readonly known = new Map<string, Message>();
  readonly changedAt = new Map<string, number>();
  readonly withSecondFactor = new Set<string>();
  readonly suspended = new Set<string>();
  /** What was told of each room since the last restore, for a network that says things twice, and late. */
  private told: { room: ModelRoom; message: Message }[] = [];
  readonly presence = new ModelPresence();
  private readonly people = new Map<string, Person>();

  person(userId: string): Person {
    const person: Person = this.people.get(userId) ?? { me: aMe(userId), selfRev: 0, own: new Map(), saved: new Map() };
    this.people.set(userId, person);
    return person;
  }

  room(userId: string, id: string): ModelRoom {
    const room = this.rooms.get(id);
    if (!room?.isMember(userId)) throw refused('not_found');
    return room;
  }

  changeProfile(userId: string, { name }: ChangeProfileRequest): Me {
    const person = this.person(userId);
    person.me = { ...person.me, ...(name && { name }) };
    this.own(userId, 'profile', { type: 'profile', data: person.me });
    return person.me;
  }

  /** A session is ended from elsewhere. */
  revoke(userId: string): void {
    for (const socket of this.sockets) {
      if (socket.userId === userId) socket.tell(serverEvents.sessionRevoked, { reason: 'revoked' });
    }
  }

  roomsOf(userId: string): ModelRoom[] {
    const mine = [...this.rooms.values()].filter((room) => room.isMember(userId));
    const isPinned = (room: ModelRoom) => Number(room.ownOf(userId).settings.pinned);
    return mine.sort((a, b) => isPinned(b) - isPinned(a) || b.activity - a.activity);
  }

  create(id: string, kind: 'direct' | 'group', userIds: string[], history?: 'joined'): ModelRoom {
    const room = new ModelRoom(id, kind, history);
    this.rooms.set(id, room);
    this.raise(room);
    for (const userId of userIds) this.join(room, userId);
    return room;
  }

  join(room: ModelRoom, userId: string): void {
    if (room.isMember(userId)) return;
    const member = room.add(userId);
    this.touch(room);
    this.toRoom(room, serverEvents.conversationUpdated, {
      ...{ conversationId: room.id, rev: room.rev, atSeq: room.seq },
      change: { type: 'members', members: [member], memberCount: room.memberCount },
    });
    this.own(userId, `membership ${room.id}`, {
      type: 'membership',
      data: { conversationId: room.id, role: 'member', visibleAfter: room.visibleAfter(userId) },
    });
  }

  leave(room: ModelRoom, userId: string): void {
    const member = room.remove(userId);
    if (!member) return;
    this.touch(room);
    this.toRoom(room, serverEvents.conversationUpdated, {
      ...{ conversationId: room.id, rev: room.rev, atSeq: room.seq },
      change: { type: 'members', members: [member], memberCount: room.memberCount },
    });
    this.own(userId, `membership ${room.id}`, {
      type: 'membership',
      data: { conversationId: room.id, role: null, visibleAfter: 0 },
    });
  }

  send(userId: string, request: SocketSendRequest, own: ModelSocket | null): Message {
    const { conversationId, clientId, text = '', replyTo = null } = request;
    const first = this.known.get(`${userId} ${clientId}`);
    const room = this.room(userId, conversationId);
    if (first) return room.shown(userId, room.rows.get(first.seq) ?? first);
    if (text.includes('forbidden')) throw refused('validation.failed');
    if (replyTo !== null && !room.visible(userId).some(({ id }) => id === replyTo)) throw refused('not_found');
    const message = room.write(userId, clientId, text, replyTo);
    this.known.set(`${userId} ${clientId}`, message);
    this.raise(room);
    this.toRoom(room, serverEvents.messageReceived, message, own);
    return message;
  }

  /** `unsaid`: the event says only that something changed, as to those who see a part of the history. */
  edit(
    room: ModelRoom,
    seq: number,
    fields: Partial<Message>,
    { unsaid = false, own = null }: { unsaid?: boolean; own?: ModelSocket | null } = {},
  ): void {
    const message = room.change(seq, fields);
    if (!message) return;
    this.touch(room);
    const { rev } = room;
    const update = { conversationId: room.id, rev, atSeq: seq, change: null };
    if (unsaid) this.toRoom(room, serverEvents.conversationUpdated, update);
    else this.toRoom(room, serverEvents.messageUpdated, message, own);
  }

  receipt(userId: string, conversationId: string, pointers: { deliveredSeq?: number; readSeq?: number }) {
    const room = this.room(userId, conversationId);
    const member = room.members.get(userId);
    if (!member) throw refused('not_found');
    const { readSeq } = member;
    member.readSeq = Math.min(room.seq, Math.max(readSeq, pointers.readSeq ?? 0));
    member.deliveredSeq = Math.min(room.seq, Math.max(member.deliveredSeq, pointers.deliveredSeq ?? 0, member.readSeq));
    const now = { conversationId, deliveredSeq: member.deliveredSeq, readSeq: member.readSeq };
    this.toRoom(room, serverEvents.receiptUpdated, { ...now, userId });
    if (member.readSeq > readSeq) {
      this.touch(room);
      this.own(userId, `read ${room.id}`, { type: 'read', data: { conversationId, readSeq: member.readSeq } });
    }
    return now;
  }

  rename(room: ModelRoom, name: string): void {
    room.rename(name);
    this.touch(room);
    this.toRoom(room, serverEvents.conversationUpdated, {
      ...{ conversationId: room.id, rev: room.rev, atSeq: room.seq },
      change: { type: 'fields', fields: room.fields() },
    });
  }

  set(userId: string, conversationId: string, change: Partial<ConversationSettings>): OwnState {
    const room = this.room(userId, conversationId);
    const settings = { ...room.ownOf(userId).settings, ...change };
    this.own(userId, `settings ${room.id}`, { type: 'settings', data: { conversationId, settings } });
    room.setOwn(userId, { settings, settingsRev: this.person(userId).selfRev });
    return { conversationId, ...room.ownOf(userId) };
  }

  draft(userId: string, conversationId: string, text: string): OwnState {
    const room = this.room(userId, conversationId);
    this.own(userId, `draft ${room.id}`, { type: 'draft', data: { conversationId, text } });
    room.setOwn(userId, { draft: text, draftRev: this.person(userId).selfRev });
    return { conversationId, ...room.ownOf(userId) };
  }

  changes(userId: string, conversationId: string, after: number, limit: number): Changes {
    const room = this.room(userId, conversationId);
    const messages = room.visible(userId).filter((row) => row.rev > after);
    const members = [...room.members.values()].map((member) => member.change).filter((change) => change.rev > after);
    const revs = [...messages, ...members].map((row) => row.rev).sort((a, b) => a - b);
    const more = revs.length > limit;
    const rev = more ? (revs[limit - 1] ?? room.rev) : room.rev;
    const upTo = <T extends { rev: number }>(rows: T[]) => rows.filter((row) => row.rev <= rev);
    const own = room.ownRev > after ? { conversation: room.summary(userId) } : {};
    return { messages: upTo(messages), members: upTo(members), ...own, rev, more };
  }

  /** Restored from a backup that lacks the newest messages of a conversation. */
  restore(room: ModelRoom | undefined, lost: number): void {
    this.epoch += 1;
    this.told = [];
    if (room) this.lose(room, Math.min(lost, room.seq));
    for (const socket of this.sockets) socket.cut();
  }

  private lose(room: ModelRoom, count: number): void {
    for (let n = 0; n < count; n += 1) {
      const row = room.rows.get(room.seq);
      if (row) this.known.delete(`${row.senderId} ${row.clientId}`);
      room.rows.delete(room.seq);
      this.forgetHidden(room, room.seq);
      room.seq -= 1;
    }
    const kept = [...room.rows.values(), ...[...room.members.values()].map((member) => member.change)];
    room.rev = Math.max(...kept.map((row) => row.rev));
    room.ownRev = Math.min(room.ownRev, room.rev);
    for (const [userId, member] of room.members) {
      member.readSeq = Math.min(member.readSeq, room.seq);
      member.deliveredSeq = Math.min(member.deliveredSeq, room.seq);
      // Nobody came in after what is not there any more.
      member.visibleAfter = Math.min(member.visibleAfter, room.seq);
      const { own } = this.person(userId);
      const read = own.get(`read ${room.id}`);
      const data = { conversationId: room.id, readSeq: member.readSeq };
      if (read) own.set(`read ${room.id}`, { selfRev: read.selfRev, type: 'read', data });
    }
  }

  private forgetHidden(room: ModelRoom, seq: number): void {
    for (const [userId, { own, saved }] of this.people) {
      room.show(userId, seq);
      own.delete(`hidden ${room.id}/${seq}`);
      own.delete(`saved ${room.id}/${seq}`);
      saved.delete(`${room.id}/${seq}`);
    }
  }

  /** Says again what was said of a message before it changed. */
  repeat(pick: number): void {
    const outdated = this.told.filter(({ room, message }) => (room.rows.get(message.seq)?.rev ?? 0) > message.rev);
    const old = outdated[outdated.length - 1 - (pick % Math.min(4, outdated.length))];
    if (old) this.speak(old.room, serverEvents.messageUpdated, old.message, null);
  }

  own(userId: string, key: string, event: SelfEvent): void {
    const person = this.person(userId);
    person.selfRev += 1;
    const change: SelfChange = { selfRev: person.selfRev, ...event };
    person.own.set(key, change);
    for (const socket of this.sockets) if (socket.userId === userId) socket.tell(serverEvents.selfUpdated, change);
  }

  private raise(room: ModelRoom): void {
    this.touch(room);
    room.activity = this.tick;
  }

  touch(room: ModelRoom): void {
    this.tick += 1;
    this.changedAt.set(room.id, this.tick);
  }

  private toRoom<E extends ServerEventName>(room: ModelRoom, event: E, payload: Told<E>, except?: ModelSocket | null) {
    if ('seq' in payload) this.told.push({ room, message: payload });
    this.speak(room, event, payload, except ?? null);
  }

  private speak<E extends ServerEventName>(room: ModelRoom, event: E, payload: Told<E>, except: ModelSocket | null) {
    for (const socket of this.sockets) {
      if (socket === except || !room.isMember(socket.userId)) continue;
      const isHidden =
        'seq' in payload &&
        Math.min(payload.seq, payload.quote?.seq ?? payload.seq) <= room.visibleAfter(socket.userId);
      if (!isHidden) socket.tell(event, payload);
      else {
        const { rev, seq } = payload;
        const update = { conversationId: room.id, rev, atSeq: seq, change: null };
        socket.tell(serverEvents.conversationUpdated, update);
      }
    }
  }
}

export function refused(code: ErrorCode): ParleyError {
  return new ParleyError(code, code);
}
