import type { Changes, Conversation, Head, HistoryPage, Message } from '@parley/contracts';
import type { SavedCopy } from '../store/store.port';
import type { PeerReceipt } from '../surface';
import { mergeReceipt } from '../receipts/pointers';
import { Aside } from './aside';
import { isNewer } from './law';
import type { Need, Step } from './step';
import { Facts } from './facts';
import { Held } from './held';
import { Latest } from './latest';
import { Pins } from './pins';
import { keptWindow, tailOf } from './summary';
import { Tally } from './tally';
import type { MessageWindow } from './window';

/** One conversation as this device knows it: complete up to `rev`. */
export class ConversationCopy {
  readonly receipts = new Map<string, PeerReceipt>();
  readonly window: MessageWindow;
  readonly aside: Aside;
  readonly pins: Pins;
  readonly facts: Facts;
  rev: number;
  seq: number;
  readSeq: number;
  /** What of `readSeq` the server is known to have. */
  readTold: number;
  /** The newest message of somebody else that reached this device, and what of it the server was told. */
  arrived: number;
  arrivedTold: number;
  private readonly tally: Tally;
  private readonly held = new Held();
  private readonly latest: Latest;
  private heard: number;
  /** Where the server said that it stands. */
  private standing = { rev: 0, seq: 0 };
  private built: Conversation | null = null;
  /** What `built` was built from. */
  private basis: unknown[] = [];

  constructor(
    facts: Conversation,
    private readonly me: string,
    saved?: SavedCopy,
  ) {
    this.facts = new Facts(facts);
    this.rev = facts.rev;
    this.heard = facts.rev;
    this.seq = facts.seq;
    this.readSeq = facts.readSeq;
    this.readTold = facts.readSeq;
    // Kept while the server had yet to be asked what stood before a newest message that was hidden.
    const lacksLast = saved !== undefined && facts.lastMessage === null && facts.seq > facts.visibleAfter;
    this.latest = new Latest(facts.lastMessage, lacksLast);
    const { unread, mentions, rev } = facts;
    this.tally = new Tally({ unread, mentions, rev }, me, saved?.stale ?? false);
    this.window = saved ? keptWindow(saved) : tailOf(facts);
    this.aside = new Aside(this.window);
    this.pins = new Pins(this.window.hidden);
    this.arrived = saved || facts.unread > 0 ? facts.seq : 0;
    this.arrivedTold = 0;
    if (saved) this.resume(saved);
  }

  get id(): string {
    return this.facts.value.id;
  }

  private resume({ readTold, written }: SavedCopy): void {
    this.facts.write(written);
    this.readTold = readTold;
    this.arrivedTold = this.seq;
  }

  /** Takes over from a copy too old to be caught up what does not depend on its messages. */
  succeed(old: ConversationCopy): void {
    this.heard = Math.max(this.heard, old.heard);
    for (const seq of old.window.hidden) this.window.hidden.add(seq);
    for (const [userId, receipt] of old.receipts) this.receipts.set(userId, receipt);
    this.facts.succeed(old.facts);
    this.read(old.readSeq);
  }

  /** Wherever it is shown. */
  find(messageId: string): Message | undefined {
    return this.window.find(messageId) ?? this.aside.shown?.find(messageId);
  }

  /** As the list shows it; the same object until something changed. */
  summary(): Conversation {
    const { seq, rev, readSeq } = this;
    const last = this.latest.message;
    const { value: facts, draft } = this.facts;
    const counts = this.tally.counts(this.window, seq, readSeq);
    const basis = [facts, draft, last, seq, rev, readSeq, counts.unread, counts.mentions];
    if (this.built && basis.every((part, at) => part === this.basis[at])) return this.built;
    this.basis = basis;
    // A live message tells who wrote it, but not their name.
    const lastSender = last && facts.lastSender?.id === last.senderId ? facts.lastSender : null;
    const { unread, mentions } = counts;
    this.built = { ...facts, draft, seq, rev, readSeq, unread, mentions, lastMessage: last, lastSender };
    return this.built;
  }

  /** True when only the server's summary can tell how much is unread. */
  get needsSummary(): boolean {
    this.tally.counts(this.window, this.seq, this.readSeq);
    return this.latest.isLacking || (this.tally.stale && this.readSeq < this.seq);
  }

  get need(): Need {
    if (this.heard <= this.rev) return 'nothing';
    return this.held.get(this.rev + 1)?.ask ? 'ask' : 'wait';
  }

  apply(step: Step): void {
    this.heard = Math.max(this.heard, step.rev);
    if (step.rev <= this.rev) {
      if (step.message) this.take(step.message);
      return;
    }
    this.held.add(step);
    this.drain();
  }

  applyChanges(changes: Changes): void {
    for (const message of changes.messages) this.absorb(message, message.rev > this.rev);
    if (changes.conversation) this.facts.adopt(changes.conversation);
    this.rev = Math.max(this.rev, changes.rev);
    if (changes.more) this.window.extend();
    else this.window.follow();
    this.held.dropUpTo(this.rev);
    this.drain();
  }

  /** The page that was asked for with `before`; `null` when it did not come. */
  applyPage(page: HistoryPage | null, before: number): void {
    this.window.endPage(page && { items: page.items, hasBefore: page.hasBefore, before });
    if (this.latest.isLacking && page) this.recall(this.window.visible().at(-1) ?? null);
  }

  /** Where the server says the conversation stands. A greater `rev` than ours means that something is missing. */
  hear(head: Pick<Head, 'seq' | 'rev' | 'readSeq' | 'unread' | 'mentions' | 'activity'>): void {
    this.facts.place(head);
    this.heard = Math.max(this.heard, head.rev);
    this.hearRead(head.readSeq);
    if (head.rev >= this.standing.rev) this.standing = head;
    this.reach();
    if (head.rev === this.rev && head.readSeq === this.readSeq) this.tally.told(head, head.rev);
  }

  /** A fresh summary. False when it is older than what we have, so that its counts say nothing. */
  adopt(conversation: Conversation): boolean {
    this.facts.adopt(conversation);
    if (conversation.rev < this.rev) return false;
    this.seq = Math.max(this.seq, conversation.seq);
    this.recall(conversation.lastMessage);
    this.hear(conversation);
    if (conversation.readSeq === this.readSeq) this.tally.told(conversation, conversation.rev);
    return true;
  }

  /** Deleted for me alone: to everybody else nothing has happened. */
  hide(seq: number): void {
    const mine = this.window.get(seq);
    this.window.hide(seq);
    this.aside.hide(seq);
    this.pins.hide();
    if (seq <= this.seq) this.window.follow();
    if (seq > this.readSeq && mine?.senderId !== this.me) this.tally.stale = true;
    this.latest.hide(seq, this.window.visible().at(-1) ?? null);
  }

  /** True when the pointer moved. Not clamped: heads may run ahead of the messages they speak of. */
  read(seq: number): boolean {
    if (seq <= this.readSeq) return false;
    this.readSeq = seq;
    this.tally.stale = true;
    return true;
  }

  /** The server has this pointer already. */
  hearRead(seq: number): void {
    this.readTold = Math.max(this.readTold, seq);
    this.read(seq);
  }

  /** True when one of the pointers moved. */
  receive(receipt: PeerReceipt): boolean {
    const mine = this.receipts.get(receipt.userId);
    const merged = mergeReceipt(mine, receipt);
    this.receipts.set(receipt.userId, merged);
    return merged !== mine;
  }

  /** Messages the server has taken that wait behind a hole, in order. */
  waiting(): Message[] {
    return this.held.messages().filter(({ seq }) => !this.window.get(seq));
  }

  trim(count: number): void {
    this.tally.counts(this.window, this.seq, this.readSeq);
    this.window.trim(count);
  }

  save(count: number): SavedCopy {
    const { from, wholeFrom, to, hasBefore } = this.window;
    const begin = Math.max(wholeFrom, to - count + 1);
    return {
      conversation: this.summary(),
      readTold: this.readTold,
      written: this.facts.unsaved,
      stale: this.tally.stale || this.tally.rev > this.rev,
      hidden: [...this.window.hidden],
      messages: this.window.visible().filter((message) => message.seq >= begin),
      covers: { from: begin, to },
      hasBefore: hasBefore || begin > from,
    };
  }

  /**
   * The newest messages may be hidden from me: then nothing but a head tells that they are there, once everything up to
   * it has been asked for.
   */
  private reach(): void {
    const { rev, seq } = this.standing;
    if (rev > this.rev || seq <= this.seq) return;
    this.seq = seq;
    this.window.skip(seq);
    this.window.follow();
  }

  private drain(): void {
    for (const { rev, message, fields } of this.held.following(this.rev)) {
      this.rev = rev;
      if (message) this.absorb(message, true);
      if (fields) this.facts.fields(fields, rev);
      this.window.follow();
    }
    this.reach();
  }

  /** In the order of revisions; `isFresh` if it was not part of what is known up to here. */
  private absorb(message: Message, isFresh: boolean): void {
    // An answer that was overtaken by events knows no more than they did, and its quotes are older.
    if (isFresh) {
      this.pins.hear(message);
      this.window.requote(message);
      this.aside.requote(message);
      this.latest.requote(message);
    }
    this.take(message, isFresh);
  }

  private take(message: Message, isFresh = false): void {
    this.aside.put(message);
    if (this.window.isBarred(message.seq)) {
      this.seq = Math.max(this.seq, message.seq);
      return this.window.skip(this.seq);
    }
    if (message.seq === this.latest.message?.seq) this.latest.see(message);
    const mine = this.window.get(message.seq);
    if (!isNewer(mine, message)) {
      // A page was ahead of its revision: how the row was counted before is not known here.
      if (isFresh) this.tally.changed(undefined, message, false, this.readSeq);
      return;
    }
    this.tally.changed(mine, message, message.seq > this.seq, this.readSeq);
    this.window.put(message);
    if (message.seq > this.seq) this.latest.see(message);
    this.seq = Math.max(this.seq, message.seq);
    if (message.senderId !== this.me) this.arrived = Math.max(this.arrived, message.seq);
  }

  private recall(message: Message | null): void {
    if (message && this.window.hidden.has(message.seq)) return;
    if (message && message.senderId !== this.me) this.arrived = Math.max(this.arrived, message.seq);
    this.latest.recall(message);
  }
}
