import { Injectable, type OnModuleInit } from '@nestjs/common';
import { limits as wire } from '@parley/contracts';
import { Config } from '../../config';
import { Cache, type Counted, MemoryCache, cacheAway } from '../cache';
import { DomainError } from '../errors';
import { Log } from '../logging';
import { Metrics } from '../metrics';
import { neighbourhood } from '../network';
import { givenEmail } from '../validation';
import { type LimitName, type Window, table } from './table';

/** Whose points are spent; a window that counts by what is not given here does not hold. */
export interface Spender {
  account?: string | undefined;
  address?: string | undefined;
  key?: string | undefined;
  body?: unknown;
}

/** Spends from the limits of the table, for the guards and for services that know better than a guard whom to count. */
@Injectable()
export class RateLimits implements OnModuleInit {
  private readonly factor: number;

  constructor(
    private readonly shared: Cache,
    private readonly here: MemoryCache,
    config: Config,
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {
    this.factor = config.rateLimitFactor;
  }

  onModuleInit(): void {
    if (this.factor !== 1) this.log.pino.warn({ factor: this.factor }, 'RATE_LIMIT_FACTOR multiplies every rate limit');
  }

  /** Takes one point from each window of the limit, or refuses. What is refused is spent all the same. */
  async spend(name: LimitName, spender: Spender): Promise<void> {
    for (const window of table[name] as readonly Window[]) {
      const whose = spenderOf(window, spender);
      if (whose === null) continue;
      const { count, expiresInMs } = await this.add(window, `limit.${name}:${window.seconds}:${whose}`, 1);
      if (count > Math.max(1, Math.round(window.points * this.factor))) throw limited(expiresInMs);
    }
  }

  /** What was spent in advance, where it turned out that only failures count. Where the cache is away it stays spent. */
  async giveBack(name: LimitName, spender: Spender): Promise<void> {
    for (const window of table[name] as readonly Window[]) {
      const whose = spenderOf(window, spender);
      if (whose === null) continue;
      await this.add(window, `limit.${name}:${window.seconds}:${whose}`, -1).catch(() => undefined);
    }
  }

  private async add(window: Window, key: string, by: number): Promise<Counted> {
    const ms = window.seconds * 1000;
    if (window.where === 'here') return this.here.count(key, by, ms);
    try {
      return await this.shared.count(key, by, ms);
    } catch {
      this.metrics.limitsAlone.inc({ outcome: window.where === 'strict' ? 'refused' : 'here' });
      if (window.where === 'strict') throw cacheAway();
      return this.here.count(key, by, ms);
    }
  }
}

function spenderOf({ by }: Window, { account, address, key, body }: Spender): string | null {
  if (by === 'key') return key === undefined ? null : `key ${key}`;
  if (by === 'account' && account !== undefined) return `account ${account}`;
  if (by === 'account' || by === 'address') return address === undefined ? null : `address ${neighbourhood(address)}`;
  const name = by.slice('body.'.length);
  return emailIn(body, name);
}

/**
 * An address in a field that nobody has checked yet, spelt as validation will spell it: no padding and no other spelling
 * gets around the limit. What validation will refuse anyway is not counted.
 */
function emailIn(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return null;
  const value = givenEmail((body as Record<string, unknown>)[name]);
  return typeof value !== 'string' || value.length > wire.emailLength ? null : `${name} ${value}`;
}

function limited(expiresInMs: number): DomainError {
  const retryAfterSeconds = Math.ceil(expiresInMs / 1000);
  return new DomainError('rate.limited', `Too many tries. Wait ${wordsFor(retryAfterSeconds)}, then try again.`, {
    retryAfterSeconds,
  });
}

function wordsFor(seconds: number): string {
  if (seconds > 90) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? 'a second' : `${seconds} seconds`;
}
