import { clientEvents, limits, type PersonPresence, type PresenceRequest } from '@parley/contracts';
import { Announcer } from '../announcer';
import type { Ground } from '../ground';
import type * as surface from '../surface';

/** While a list is scrolled, people come and go on screen faster than it is worth asking. */
const pauseMs = 300;
const retryMs = 5_000;

/** How the people are whom this device has on screen, and whether anybody is in front of it. */
export class ClientPresence implements surface.Presence {
  private state: PresenceRequest['state'] = 'online';
  /** What the server takes this device for. */
  private told: PresenceRequest['state'] = 'online';
  /** On screen, and how often. */
  private readonly counts = new Map<string, number>();
  private readonly known = new Map<string, PersonPresence>();
  private readonly announcer = new Announcer();
  private asked = '';
  private isBusy = false;
  private cancel: (() => void) | null = null;

  constructor(private readonly ground: Ground) {}

  readonly subscribe = (userId: string, fn: () => void) => this.announcer.listen(userId, fn);
  readonly of = (userId: string): PersonPresence | null => this.known.get(userId) ?? null;

  watch(userId: string): () => void {
    const count = this.counts.get(userId) ?? 0;
    this.counts.set(userId, count + 1);
    if (count === 0) this.plan(pauseMs);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.unwatch(userId);
    };
  }

  set(state: PresenceRequest['state']): void {
    this.state = state;
    void this.tell();
  }

  /** What a handshake says. */
  begin(): PresenceRequest['state'] {
    this.told = this.state;
    return this.state;
  }

  /** Connected and caught up: whoever is on screen is asked for anew. */
  resume(): void {
    void this.tell();
    this.plan(0);
  }

  /** Without a connection nothing is known of anybody. */
  pause(): void {
    this.cancel?.();
    this.cancel = null;
    this.asked = '';
    this.keep([]);
  }

  heard(person: PersonPresence): void {
    if (this.counts.has(person.userId)) this.learn(person);
  }

  private unwatch(userId: string): void {
    const count = (this.counts.get(userId) ?? 1) - 1;
    if (count > 0) return void this.counts.set(userId, count);
    this.counts.delete(userId);
    this.plan(pauseMs);
  }

  private plan(ms: number): void {
    if (this.cancel || this.isBusy || !this.ground.link.isOpen) return;
    this.cancel = this.ground.clock.after(ms, () => {
      this.cancel = null;
      void this.ask();
    });
  }

  /** Those who came on screen last, if there are more than one may watch. */
  private wanted(): string[] {
    return [...this.counts.keys()].slice(-limits.presenceWatched);
  }

  private async ask(): Promise<void> {
    const userIds = this.wanted();
    const question = userIds.join();
    if (question === this.asked || !this.ground.link.isOpen) return;
    this.asked = question;
    this.isBusy = true;
    let again = pauseMs;
    try {
      const { items } = await this.ground.link.ask(clientEvents.presenceWatch, { userIds });
      // Cut off meanwhile, and perhaps open again: this was said to another connection.
      if (this.asked === question) this.keep(items);
    } catch {
      if (this.asked === question) this.asked = '';
      again = retryMs;
    }
    this.isBusy = false;
    if (this.wanted().join() !== this.asked) this.plan(again);
  }

  private keep(items: PersonPresence[]): void {
    const kept = new Set(items.map(({ userId }) => userId));
    for (const userId of this.known.keys()) {
      if (kept.has(userId)) continue;
      this.known.delete(userId);
      this.announcer.touch(userId);
    }
    for (const person of items) this.learn(person);
  }

  private learn(person: PersonPresence): void {
    const { state, lastSeen } = this.known.get(person.userId) ?? {};
    if (state === person.state && lastSeen === person.lastSeen) return;
    this.known.set(person.userId, person);
    this.announcer.touch(person.userId);
  }

  private async tell(): Promise<void> {
    const { state } = this;
    if (state === this.told || !this.ground.link.isOpen) return;
    this.told = state;
    try {
      await this.ground.link.ask(clientEvents.presenceSet, { state });
    } catch {
      // Not heard, as far as we know; said again unless the next connection says it.
      if (this.told === state) this.told = state === 'online' ? 'away' : 'online';
      this.ground.clock.after(retryMs, () => void this.tell());
    }
  }
}
