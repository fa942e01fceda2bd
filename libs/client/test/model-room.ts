import {
  limits,
  type Conversation,
  type ConversationFields,
  type MemberChange,
  type Message,
  type Quote,
} from '@parley/contracts';
import { initialSettings } from './wire';

export interface ModelMember {
  readSeq: number;
  deliveredSeq: number;
  /** What was said up to here is not theirs to read. */
  visibleAfter: number;
  change: MemberChange;
}

/** How one person has it; stays when they leave. */
type Own = Pick<Conversation, 'settings' | 'settingsRev' | 'draft' | 'draftRev'>;

/** Handed out as it is: a client that changed what it was told would be told so at once. */
function frozen(message: Message): Message {
  Object.freeze(message.reactions);
  Object.freeze(message.mentions);
  return Object.freeze(message);
}

/** One conversation by the law: dense `seq`, one `rev` a change, every row with the `rev` it last changed at. */
export class ModelRoom {
  seq = 0;
  rev = 0;
  activity = 0;
  readonly rows = new Map<number, Message>();
  readonly members = new Map<string, ModelMember>();
  name: string;
  /** At which the room itself last changed. */
  ownRev = 0;
  private readonly own = new Map<string, Own>();
  private readonly hidden = new Map<string, Set<number>>();

  constructor(
    readonly id: string,
    readonly kind: 'direct' | 'group',
    readonly history: 'all' | 'joined' = 'all',
  ) {
    this.name = id;
  }

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
      username: userId,
      role: 'member',
      since,
      atSeq: this.seq,
      rev: this.rev,
      left: false,
    };
    this.ownRev = this.rev;
    const visibleAfter = this.history === 'joined' ? this.seq : 0;
    this.members.set(userId, { readSeq: this.seq, deliveredSeq: this.seq, visibleAfter, change });
    return change;
  }

  remove(userId: string): MemberChange | null {
    const member = this.members.get(userId);
    if (!member || member.change.left) return null;
    this.rev += 1;
    this.ownRev = this.rev;
    member.change = { ...member.change, rev: this.rev, left: true, atSeq: this.seq };
    return member.change;
  }

  /** What a message answers, as that is now. */
  quoteOf(messageId: string | null): Quote | null {
    const row = messageId === null ? undefined : this.sorted().find(({ id }) => id === messageId);
    return row
      ? { messageId: row.id, seq: row.seq, senderId: row.senderId, text: row.text, deleted: row.deletedAt !== null }
      : null;
  }

  write(senderId: string, clientId: string, text: string, replyTo: string | null): Message {
    this.seq += 1;
    this.rev += 1;
    const message: Message = {
      ...{ id: `${this.id}/${this.seq}`, conversationId: this.id, seq: this.seq, rev: this.rev, clientId, senderId },
      ...{ text, large: false, textLength: text.length, createdAt: new Date(0).toISOString() },
      ...{
        editedAt: null,
        deletedAt: null,
        replyTo,
        quote: this.quoteOf(replyTo),
        everyone: text.includes('@all') ? 'all' : null,
        reactions: [],
        pinned: null,
      },
      mentions: [...this.members.keys()].filter((userId) => text.includes(`@${userId}`)),
    };
    this.rows.set(message.seq, frozen(message));
    return message;
  }

  change(seq: number, fields: Partial<Message>): Message | null {
    const row = this.rows.get(seq);
    if (!row || row.deletedAt) return null;
    this.rev += 1;
    const changed = frozen({ ...row, ...fields, rev: this.rev });
    this.rows.set(seq, changed);
    // A quote is presented, not stored: it shows at once what it quotes, and takes no rev.
    for (const [at, other] of this.rows) {
      if (other.replyTo === changed.id) this.rows.set(at, frozen({ ...other, quote: this.quoteOf(changed.id) }));
    }
    return changed;
  }

  rename(name: string): void {
    this.rev += 1;
    this.ownRev = this.rev;
    this.name = name;
  }

  ownOf(userId: string): Own {
    const initial = { settings: initialSettings, settingsRev: 0, draft: '', draftRev: 0 };
    const own = this.own.get(userId) ?? initial;
    this.own.set(userId, own);
    return own;
  }

  setOwn(userId: string, own: Partial<Own>): void {
    this.own.set(userId, { ...this.ownOf(userId), ...own });
  }

  fields(): ConversationFields {
    return {
      ...{ visibility: 'private', name: this.name, topic: '', hue: null, announcement: false, history: this.history },
      ...{ archivedAt: null, memberCount: this.memberCount },
    };
  }

  visibleAfter(userId: string): number {
    return this.members.get(userId)?.visibleAfter ?? 0;
  }

  /** What this person may read. */
  visible(userId: string): Message[] {
    const after = this.visibleAfter(userId);
    const rows = this.sorted().filter(({ seq }) => seq > after && !this.isHidden(userId, seq));
    return rows.map((row) => this.shown(userId, row));
  }

  /** Answers to what this person may not see show no quote. */
  shown(userId: string, row: Message): Message {
    return row.quote && row.quote.seq <= this.visibleAfter(userId) ? { ...row, quote: null } : row;
  }

  /** They come in the order of `seq`, and only the newest ever go. */
  sorted(): Message[] {
    return [...this.rows.values()];
  }

  isHidden(userId: string, seq: number): boolean {
    return this.hidden.get(userId)?.has(seq) ?? false;
  }

  show(userId: string, seq: number): void {
    this.hidden.get(userId)?.delete(seq);
  }

  /** False when it was hidden before. */
  hide(userId: string, seq: number): boolean {
    const seqs = this.hidden.get(userId) ?? new Set<number>();
    this.hidden.set(userId, seqs);
    return !seqs.has(seq) && seqs.add(seq).has(seq);
  }

  /** The latest pin first. */
  pins(userId: string): Message[] {
    const pinned = this.visible(userId).filter((row) => row.pinned);
    return pinned.sort((a, b) => (b.pinned?.rev ?? 0) - (a.pinned?.rev ?? 0));
  }

  unread(userId: string): Message[] {
    const readSeq = this.members.get(userId)?.readSeq ?? 0;
    return this.visible(userId).filter((row) => row.seq > readSeq && row.senderId !== userId && !row.deletedAt);
  }

  /** From scratch, by the definition. */
  recount(userId: string): { unread: number; mentions: number } {
    const unread = this.unread(userId);
    const mentions = unread.filter((row) => row.everyone !== null || row.mentions.includes(userId));
    return { unread: Math.min(limits.unreadMax, unread.length), mentions: Math.min(limits.unreadMax, mentions.length) };
  }

  summary(userId: string): Conversation {
    const peerId = [...this.members.keys()].find((other) => other !== userId) ?? userId;
    const { id, kind, seq, rev } = this;
    const readSeq = this.members.get(userId)?.readSeq ?? 0;
    const visibleAfter = this.visibleAfter(userId);
    const lastMessage = this.visible(userId).at(-1) ?? null;
    return {
      ...{ ...this.fields(), id, kind, seq, rev, role: 'member', readSeq, ...this.recount(userId), lastMessage },
      ...{ name: kind === 'direct' ? peerId : this.name, peerId: kind === 'direct' ? peerId : null },
      lastSender: lastMessage && { id: lastMessage.senderId, name: lastMessage.senderId },
      ...{ activity: this.activity, visibleAfter, ...this.ownOf(userId) },
    };
  }
}
