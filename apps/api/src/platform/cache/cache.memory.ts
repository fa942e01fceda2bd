import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Cache, type Counted } from './cache.port';

/** Of one kind: entries, and characters of all their keys and values. */
const most = { entries: 50_000, characters: 32 * 1024 * 1024 };
const sweepMs = 30_000;

interface Entry {
  value: string;
  expiresAt: number;
}

/** In this process. What is full lets its oldest entry go. */
@Injectable()
export class MemoryCache extends Cache implements OnModuleDestroy {
  private readonly kinds = new Map<string, Kind>();
  private readonly timer = setInterval(() => this.sweep(), sweepMs).unref();

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    this.kindOf(key).set(key, { value, expiresAt: now() + ttlMs });
  }

  async putIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean> {
    const kind = this.kindOf(key);
    if (kind.get(key)) return false;
    kind.set(key, { value, expiresAt: now() + ttlMs });
    return true;
  }

  async get(key: string): Promise<string | null> {
    return this.kindOf(key).get(key)?.value ?? null;
  }

  async take(key: string): Promise<string | null> {
    const kind = this.kindOf(key);
    const found = kind.get(key);
    kind.delete(key);
    return found?.value ?? null;
  }

  async count(key: string, by: number, ttlMs: number): Promise<Counted> {
    const kind = this.kindOf(key);
    const running = kind.get(key);
    const value = `${Number(running?.value ?? 0) + by}`;
    const entry = { value, expiresAt: running?.expiresAt ?? now() + ttlMs };
    kind.set(key, entry);
    return countedOf(entry);
  }

  async counted(key: string): Promise<Counted | null> {
    const running = this.kindOf(key).get(key);
    return running ? countedOf(running) : null;
  }

  private kindOf(key: string): Kind {
    const name = key.slice(0, key.indexOf(':'));
    const known = this.kinds.get(name) ?? new Kind();
    this.kinds.set(name, known);
    return known;
  }

  private sweep(): void {
    for (const kind of this.kinds.values()) kind.forgetExpired();
  }
}

/** Entries of one kind, oldest first. */
class Kind {
  private readonly entries = new Map<string, Entry>();
  private characters = 0;

  get(key: string): Entry | undefined {
    const found = this.entries.get(key);
    return found && found.expiresAt > now() ? found : undefined;
  }

  set(key: string, entry: Entry): void {
    this.delete(key);
    this.entries.set(key, entry);
    this.characters += weightOf(key, entry);
    while (this.entries.size > most.entries || this.characters > most.characters) this.deleteOldest();
  }

  delete(key: string): void {
    const found = this.entries.get(key);
    if (found && this.entries.delete(key)) this.characters -= weightOf(key, found);
  }

  forgetExpired(): void {
    const moment = now();
    for (const [key, { expiresAt }] of this.entries) if (expiresAt <= moment) this.delete(key);
  }

  private deleteOldest(): void {
    for (const key of this.entries.keys()) return this.delete(key);
  }
}

/** Keys weigh too: some of them are made of what strangers typed. */
const weightOf = (key: string, { value }: Entry): number => key.length + value.length;

/** Steady: a clock that is set back must not make a code live longer. */
const now = (): number => performance.now();

const countedOf = ({ value, expiresAt }: Entry): Counted => ({
  count: Number(value),
  expiresInMs: Math.max(1, Math.ceil(expiresAt - now())),
});
