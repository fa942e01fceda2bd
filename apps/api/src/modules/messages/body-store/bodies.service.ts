import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { limits } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { Cache } from '../../../platform/cache';
import { DomainError } from '../../../platform/errors';
import { Log } from '../../../platform/logging';
import { RateLimits } from '../../../platform/rate-limits';
import { Turns } from '../../../platform/turns';
import { BodyStore, storeAway } from './body-store.port';
import { hashOf } from './large-text';

/** Large texts of one person, and of all, that wait or are being stored; each holds its megabyte until it is. */
const underWay = { ofOne: 8, ofAll: 64 };
/** Long before a collector takes what was stored for an orphan; nothing that waits so long is committed any more. */
const keptForMs = 20 * 60_000;
const cachedForMs = 10 * 60_000;

/** A body that is stored, or held, for what is about to be committed. */
export interface Kept {
  hash: string;
  /** By this process's own clock that only runs forward. */
  at: number;
}

/** Stores the whole of large texts before anything refers to them, and reads them for whoever may. */
@Injectable()
export class Bodies implements OnApplicationShutdown {
  private readonly turns = new Turns();
  private readonly waiting = new Map<string, number>();
  private total = 0;

  constructor(
    private readonly store: BodyStore,
    private readonly cache: Cache,
    private readonly rates: RateLimits,
    private readonly log: Log,
  ) {}

  /**
   * One person's texts wait for each other, so that a flood of them slows the flooder only; beyond a few they are refused at
   * once. What is answered stores the text, and has to be called: a place is taken until it is done.
   */
  keep({ userId }: Actor, text: string, mayThey?: () => Promise<void>): () => Promise<Kept> {
    if ((this.waiting.get(userId) ?? 0) >= underWay.ofOne) {
      throw new DomainError('rate.limited', 'Wait for some answers first.', { retryInMs: 1_000 });
    }
    if (this.total >= underWay.ofAll) throw new DomainError('unavailable', 'The server is busy. Please try again.');
    this.count(userId, 1);
    return async () => {
      try {
        await mayThey?.();
        await this.rates.spend('message.large', { account: userId });
        const hash = hashOf(text);
        const at = performance.now();
        await this.turns.take(userId, () => this.store.put(hash, text));
        // Everybody who hears of it asks for it at once.
        this.copy(hash, text);
        return { hash, at };
      } finally {
        this.count(userId, -1);
      }
    };
  }

  /** Holds a body that somebody will refer to anew. */
  async hold(hash: string): Promise<Kept> {
    const at = performance.now();
    const [held] = await this.store.touch([hash]);
    if (held === undefined) throw this.lost(hash);
    return { hash, at };
  }

  /** Stands for a body that nobody stored: no commit gets past it. */
  static readonly notKept: Kept = { hash: '', at: -Infinity };

  /** Called right before the commit: what waited too long may be collected meanwhile. */
  static stillKept(kept: Kept | null): void {
    if (kept && performance.now() - kept.at > keptForMs) throw storeAway();
  }

  async whole(hash: string): Promise<string> {
    const text = (await this.wholes([hash])).get(hash);
    if (text === undefined) throw this.lost(hash);
    return text;
  }

  /** Those that are there; a body never changes, so copies of it are as good. */
  async wholes(hashes: string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const wanted = [...new Set(hashes)];
    const lookUp = async (hash: string) => {
      const copy = await this.cache.get(`body:${hash}`).catch(() => null);
      if (copy !== null) found.set(hash, copy);
    };
    await Promise.all(wanted.map(lookUp));
    const missing = wanted.filter((hash) => !found.has(hash));
    if (missing.length === 0) return found;
    for (const [hash, text] of await this.store.get(missing)) {
      found.set(hash, text);
      this.copy(hash, text);
    }
    return found;
  }

  /** Nobody waits for a copy, and who has none asks the store. */
  private copy(hash: string, text: string): void {
    void this.cache.put(`body:${hash}`, text, cachedForMs).catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }

  private lost(hash: string): DomainError {
    this.log.pino.error({ hash }, 'a message refers to a body that the store does not have');
    return storeAway();
  }

  private count(userId: string, by: number): void {
    this.total += by;
    const own = (this.waiting.get(userId) ?? 0) + by;
    if (own > 0) this.waiting.set(userId, own);
    else this.waiting.delete(userId);
  }
}

/** How many messages' whole texts fit into one answer, the first one always. */
export function fitting(lengths: number[]): number {
  let bytes = 0;
  const end = lengths.findIndex((length) => (bytes += length) > limits.bodiesBytes);
  return end < 0 ? lengths.length : Math.max(1, end);
}
