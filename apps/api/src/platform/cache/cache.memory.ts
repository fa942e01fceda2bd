import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Cache, type Counted } from './cache.port';
import { type Entry, Kinds, now } from './kinds';

const sweepMs = 30_000;

/** In this process. */
@Injectable()
export class MemoryCache extends Cache implements OnModuleDestroy {
  private readonly kinds = new Kinds();
  private readonly timer = setInterval(() => this.kinds.forgetExpired(), sweepMs).unref();

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    this.set(key, value, now() + ttlMs);
  }

  async putIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean> {
    if (this.kinds.of(key).get(key)) return false;
    this.set(key, value, now() + ttlMs);
    return true;
  }

  async get(key: string): Promise<string | null> {
    return this.kinds.of(key).get(key)?.value ?? null;
  }

  async take(key: string): Promise<string | null> {
    const kind = this.kinds.of(key);
    const found = kind.get(key);
    kind.delete(key);
    return found?.value ?? null;
  }

  async count(key: string, by: number, ttlMs: number): Promise<Counted> {
    const running = this.kinds.of(key).get(key);
    const { value, expiresAt } = this.set(
      key,
      `${Number(running?.value ?? 0) + by}`,
      running?.expiresAt ?? now() + ttlMs,
    );
    return { count: Number(value), expiresInMs: Math.max(1, Math.ceil(expiresAt - now())) };
  }

  private set(key: string, value: string, expiresAt: number): Entry {
    // Keys weigh too: some of them are made of what strangers typed.
    const entry = { value, expiresAt, weight: key.length + value.length };
    this.kinds.of(key).set(key, entry);
    return entry;
  }
}
