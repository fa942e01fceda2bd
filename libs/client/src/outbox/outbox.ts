import type { Message } from '@parley/contracts';
import { v4 as uuid } from 'uuid';
import { backoff } from '../backoff';
import type { Ground } from '../ground';
import { asParleyError, ParleyError } from '../parley.errors';
import type { TimelineItem } from '../surface';
import { nextDelivery } from './delivery';
import type { OutboxEntry } from './entry';
import { deliver } from './deliver';
import { judge } from './judge';
import { provisional } from './provisional';

const retries = { first: 1_000, cap: 10_000 };

export interface OutboxWatchers {
  /** The server took a message of mine. */
  sent(message: Message): void;
  touched(conversationId: string): void;
}

/**
 * What is on its way out. One message a conversation is in the air at a time: were the next one sent before the answer,
 * a passing refusal of the first would turn their order round.
 */
export class Outbox {
  private me = '';
  private live = false;
  private order = 0;
  private readonly entries = new Map<string, OutboxEntry>();
  /** Acknowledged, but not yet among the messages we show. */
  private readonly taken = new Map<string, Message>();
  private readonly saved = new Map<string, Promise<void>>();
  private readonly refusals = new Map<string, number>();
  private readonly flying = new Map<string, string>();
  private readonly waits = new Map<string, () => void>();

  constructor(
    private readonly ground: Ground,
    private readonly watchers: OutboxWatchers,
  ) {}

  get pending(): number {
    return [...this.entries.values()].filter((entry) => entry.state === 'pending').length;
  }

  async enter(me: string): Promise<void> {
    this.me = me;
    const kept = await this.ground.store.load('outbox');
    const mine = kept.filter((entry) => entry.senderId === me).sort((a, b) => a.order - b.order);
    for (const entry of mine) this.keep(entry);
  }

  /** Kept messages stay in the store for the day their author comes back. */
  leave(): void {
    this.pause();
    this.me = '';
    for (const map of [this.entries, this.taken, this.saved, this.refusals]) map.clear();
  }

  send(conversationId: string, what: Pick<OutboxEntry, 'text' | 'quote' | 'forward'>): string {
    if (this.me === '') throw new ParleyError('auth.required', 'Sign in before you send.');
    const clientId = uuid();
    const createdAt = new Date(this.ground.clock.now()).toISOString();
    const entry = { clientId, conversationId, senderId: this.me, createdAt, state: 'pending' } as const;
    this.write({ ...entry, ...what, order: this.order + 1 });
    void this.pump(conversationId);
    return clientId;
  }

  retry(clientId: string): void {
    const entry = this.entries.get(clientId);
    if (entry?.state !== 'failed') return;
    const { error: _, ...rest } = entry;
    this.entries.delete(clientId);
    this.refusals.delete(clientId);
    this.write({ ...rest, state: 'pending', order: this.order + 1 });
    void this.pump(entry.conversationId);
  }

  discard(clientId: string): void {
    const entry = this.entries.get(clientId);
    if (entry && this.flying.get(entry.conversationId) !== clientId) this.remove(entry);
  }

  /** The message stands in the conversation now, by whichever way we learnt it. */
  settle(clientId: string): void {
    this.taken.delete(clientId);
    const entry = this.entries.get(clientId);
    if (entry) this.remove(entry);
  }

  resume(): void {
    this.live = true;
    for (const id of this.conversations()) void this.pump(id);
  }

  pause(): void {
    this.live = false;
    for (const cancel of this.waits.values()) cancel();
    this.waits.clear();
  }

  /**
   * What stands below the messages of a conversation, in order of sending. What was taken by revision `known` is among those
   * messages, or no longer this person's to see.
   */
  of(conversationId: string, known: number): TimelineItem[] {
    const isHere = (message: Message) => message.conversationId === conversationId && message.rev > known;
    const taken = [...this.taken.values()].filter(isHere);
    const waiting = [...this.entries.values()].filter((entry) => entry.conversationId === conversationId);
    return [
      ...taken.map((message): TimelineItem => ({ message, state: 'sent' })),
      ...waiting.map((entry) => provisional(entry)),
    ];
  }

  private conversations(): Set<string> {
    return new Set([...this.entries.values()].map((entry) => entry.conversationId));
  }

  private async pump(conversationId: string): Promise<void> {
    if (this.flying.has(conversationId) || this.waits.has(conversationId)) return;
    let entry = this.next(conversationId);
    while (this.live && entry) {
      this.flying.set(conversationId, entry.clientId);
      const goOn = await this.attempt(entry).finally(() => this.flying.delete(conversationId));
      if (!goOn) return;
      entry = this.next(conversationId);
    }
  }

  private next(conversationId: string): OutboxEntry | undefined {
    const all = [...this.entries.values()];
    return all.find((entry) => entry.conversationId === conversationId && entry.state === 'pending');
  }

  /** Kept before it is sent: what is written survives the tab being closed in between. True to go on to the next. */
  private async attempt(entry: OutboxEntry): Promise<boolean> {
    const { clientId, conversationId } = entry;
    await this.saved.get(clientId);
    try {
      const message = await deliver(this.ground, entry);
      if (this.me !== entry.senderId) return false;
      if (this.entries.has(clientId)) this.taken.set(clientId, message);
      this.settleEntry(clientId);
      this.watchers.sent(message);
      return true;
    } catch (cause) {
      return this.refused(entry, asParleyError(cause), conversationId);
    }
  }

  private settleEntry(clientId: string): void {
    const entry = this.entries.get(clientId);
    if (entry) this.remove(entry);
  }

  private refused(entry: OutboxEntry, error: ParleyError, conversationId: string): boolean {
    // Settled meanwhile by an event, or its author signed out.
    if (!this.entries.has(entry.clientId)) return this.me !== '';
    const refusals = (this.refusals.get(entry.clientId) ?? 0) + (judge.counts(error) ? 1 : 0);
    this.refusals.set(entry.clientId, refusals);
    if (judge.isFinal(error, refusals)) {
      const state = nextDelivery(entry.state, 'refused');
      if (state === 'failed') this.write({ ...entry, state, error: error.body });
      return true;
    }
    if (!this.live) return false;
    const wait = judge.hint(error) + backoff(refusals, retries, this.ground.random);
    const cancel = this.ground.clock.after(wait, () => {
      this.waits.delete(conversationId);
      void this.pump(conversationId);
    });
    this.waits.set(conversationId, cancel);
    return false;
  }

  private keep(entry: OutboxEntry): void {
    this.order = Math.max(this.order, entry.order);
    this.entries.set(entry.clientId, entry);
    this.watchers.touched(entry.conversationId);
  }

  private write(entry: OutboxEntry): void {
    this.keep(entry);
    this.saved.set(entry.clientId, this.ground.store.put('outbox', entry.clientId, entry));
  }

  private remove({ clientId, conversationId }: OutboxEntry): void {
    this.entries.delete(clientId);
    this.saved.delete(clientId);
    this.refusals.delete(clientId);
    void this.ground.store.remove('outbox', clientId);
    this.watchers.touched(conversationId);
  }
}
