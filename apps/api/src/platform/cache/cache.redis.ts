import { createHmac } from 'node:crypto';
import type { Redis as Client } from 'ioredis';
import type { Metrics } from '../metrics';
import type { Patience } from '../redis';
import { Seal, type SigningKey } from '../secrets';
import { Cache, type Counted, cacheAway } from './cache.port';
import { Kinds, kindOf, now } from './kinds';
import { countScript, readScript } from './scripts';

/** Bytes; nothing that is put is as large, and nothing larger is fetched. */
const largest = 8 * 1024 * 1024;
const sweepMs = 30_000;

/**
 * One for all nodes. Redis is not trusted: it sees neither the address that a limit counts nor the text of a copy, and a
 * value is believed only under the key where a node put it. Counts stand in the open, because Redis adds to them.
 */
export class RedisCache extends Cache {
  private readonly seal: Seal;
  /** What this node put there, without the values: Redis knows no kinds, so each node takes back the oldest of its own. */
  private readonly own = new Kinds();
  private sweptAt = now();

  constructor(
    private readonly patience: Patience,
    private readonly prefix: string,
    private readonly key: SigningKey,
    private readonly metrics: Metrics,
  ) {
    super();
    this.seal = new Seal(key);
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    const place = this.placeOf(key);
    const sealed = this.close(value, place);
    await this.ask((client) => client.set(place, sealed, 'PX', ttlMs));
    this.weigh(key, place, { weight: sealed.length, ttlMs });
  }

  async putIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean> {
    const place = this.placeOf(key);
    const sealed = this.close(value, place);
    const set = async () => (await this.ask((client) => client.set(place, sealed, 'PX', ttlMs, 'NX'))) === 'OK';
    // What is no value of ours stands in nobody's way: reading it removes it.
    const isPut = (await set()) || ((await this.get(key)) === null && (await set()));
    if (isPut) this.weigh(key, place, { weight: sealed.length, ttlMs });
    return isPut;
  }

  get(key: string): Promise<string | null> {
    return this.read(key, 'get');
  }

  take(key: string): Promise<string | null> {
    return this.read(key, 'take');
  }

  async count(key: string, by: number, ttlMs: number): Promise<Counted> {
    const place = this.placeOf(key);
    const answer = await this.ask((client) => client.eval(countScript, 1, place, by, ttlMs));
    const [count = by, left = ttlMs, wasMalformed = 0] = (answer as unknown[]).map(Number);
    if (wasMalformed) this.metrics.cache.inc({ outcome: 'malformed' });
    return { count, expiresInMs: Math.max(1, left) };
  }

  private async read(key: string, how: 'get' | 'take'): Promise<string | null> {
    const place = this.placeOf(key);
    const kept = await this.ask((client) => client.callBuffer('EVAL', readScript, 1, place, largest, how));
    if (how === 'take') this.own.of(key).delete(place);
    if (!Buffer.isBuffer(kept)) return null;
    const value = this.seal.open(kept, place);
    if (value === null) await this.drop(place);
    return value;
  }

  private async drop(place: string): Promise<void> {
    this.metrics.cache.inc({ outcome: 'malformed' });
    await this.ask((client) => client.unlink(place));
  }

  private weigh(key: string, place: string, { weight, ttlMs }: { weight: number; ttlMs: number }): void {
    if (now() - this.sweptAt > sweepMs) {
      this.own.forgetExpired();
      this.sweptAt = now();
    }
    const crowdedOut = this.own.of(key).set(place, { value: '', weight, expiresAt: now() + ttlMs });
    if (crowdedOut.length > 0) void this.ask((client) => client.unlink(...crowdedOut)).catch(() => undefined);
  }

  private async ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
    try {
      const answer = await this.patience.ask(question);
      this.metrics.cache.inc({ outcome: 'answered' });
      return answer;
    } catch {
      this.metrics.cache.inc({ outcome: 'away' });
      throw cacheAway();
    }
  }

  private close(value: string, place: string): Buffer {
    return Buffer.from(this.seal.close(value, place));
  }

  /** The kind can be read, for whoever looks after the Redis; of the rest, made of addresses and names, only a mark. */
  private placeOf(key: string): string {
    const mark = createHmac('sha256', this.key.secret).update(`cache ${key}`).digest('base64url');
    return `${this.prefix}cache:${kindOf(key)}:${mark}`;
  }
}
