import { limits, type Conversation, type MemberChange, type Message } from '@parley/contracts';
import { initialSettings } from './wire';

export interface ModelMember {
  readSeq: number;
  deliveredSeq: number;
  change: MemberChange;
}

/** One conversation by the law: dense `seq`, one `rev` a change, every row with the `rev` it last changed at. */
export class ModelRoom {
  seq = 0;
  rev = 0;
  activity = 0;
  readonly rows = new Map<number, Message>();
  readonly members = new Map<string, ModelMember>();

  constructor(
    readonly id: string,
    readonly kind: 'direct' | 'group',
  ) {}

  isMember(userId: string): boolean {
    return this.members.get(userId)?.change.left === false;
  }

  get memberCount(): number {
    return [...this.members.values()].filter(({ change }) => !change.left).length;
  }

  add(userId: string): MemberChange {
    this.rev += 1;
    const since = new Date(0).toISOString();
    const change: MemberChange = {
      userId,
      name: userId,
      role: 'member',
      since,
      atSeq: this.seq,
      rev: this.rev,
      left: false,
    };
    this.members.set(userId, { readSeq: this.seq, deliveredSeq: this.seq, change });
    return change;
  }

  remove(userId: string): MemberChange | null {
    const member = this.members.get(userId);
    if (!member || member.change.left) return null;
    this.rev += 1;
    member.change = { ...member.change, rev: this.rev, left: true, atSeq: this.seq };
    return member.change;
  }

  write(senderId: string, clientId: string, text: string): Message {
    this.seq += 1;
    this.rev += 1;
    const message: Message = {
      ...{ id: `${this.id}/${this.seq}`, conversationId: this.id, seq: this.seq, rev: this.rev, clientId, senderId },
      ...{ text, large: false, textLength: text.length, createdAt: new Date(0).toISOString() },
      ...{ editedAt: null, deletedAt: null, replyTo: null, reactions: [] },
      mentions: [...this.members.keys()].filter((userId) => text.includes(`@${userId}`)),
    };
    this.rows.set(message.seq, message);
    return message;
  }

  change(seq: number, fields: Partial<Message>): Message | null {
    const row = this.rows.get(seq);
    if (!row || row.deletedAt) return null;
    this.rev += 1;
    const changed = { ...row, ...fields, rev: this.rev };
    this.rows.set(seq, changed);
    return changed;
  }

  sorted(): Message[] {
    return [...this.rows.values()].sort((a, b) => a.seq - b.seq);
  }

  /** From scratch, by the definition. */
  recount(userId: string): { unread: number; mentions: number } {
    const readSeq = this.members.get(userId)?.readSeq ?? 0;
    const unread = this.sorted().filter((row) => row.seq > readSeq && row.senderId !== userId && !row.deletedAt);
    const mentions = unread.filter((row) => row.mentions.includes(userId));
    return { unread: Math.min(limits.unreadMax, unread.length), mentions: Math.min(limits.unreadMax, mentions.length) };
  }

  summary(userId: string): Conversation {
    const peerId = [...this.members.keys()].find((other) => other !== userId) ?? userId;
    const { id, kind, seq, rev } = this;
    const readSeq = this.members.get(userId)?.readSeq ?? 0;
    const lastMessage = this.rows.get(seq) ?? null;
    return {
      ...{ id, kind, visibility: 'private', name: kind === 'direct' ? peerId : id, seq, rev, role: 'member', readSeq },
      ...{ ...this.recount(userId), lastMessage, peerId: kind === 'direct' ? peerId : null },
      lastSender: lastMessage && { id: lastMessage.senderId, name: lastMessage.senderId },
      ...{ topic: '', hue: null, announcement: false, history: 'all', archivedAt: null, activity: this.activity },
      ...{ memberCount: this.memberCount, visibleAfter: 0, settings: initialSettings, settingsRev: 0 },
      ...{ draft: '', draftRev: 0 },
    };
  }
}
