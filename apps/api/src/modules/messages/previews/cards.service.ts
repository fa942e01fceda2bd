import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Cache } from '../../../platform/cache';
import { DomainError } from '../../../platform/errors';
import { NotRead, PublicWeb } from '../../../platform/outgoing';
import { RateLimits } from '../../../platform/rate-limits';
import { Turns } from '../../../platform/turns';
import { type Card, cardOf } from './card';
import { decoded } from './charset';
import { readHead } from './page-head';

const dayMs = 86_400_000;
/** A page that was away may be back. */
const noneMs = 15 * 60_000;
const wanted = { types: ['text/html', 'application/xhtml+xml'], bytes: 512 * 1024, ms: 5_000, redirects: 3 };
const atOnce = 4;

/** What pages say of themselves: each is read once, however many people write its address. */
@Injectable()
export class Cards {
  private readonly turns = new Turns();
  private readonly reading = new Map<string, Promise<Card | null>>();
  private lane = 0;

  constructor(
    private readonly web: PublicWeb,
    private readonly cache: Cache,
    private readonly limits: RateLimits,
  ) {}

  /** Null where there is none, and where this person had too many pages read. */
  of(url: string, askedBy: string): Promise<Card | null> {
    const known = this.reading.get(url);
    if (known) return known;
    const card = this.find(url, askedBy).finally(() => this.reading.delete(url));
    this.reading.set(url, card);
    return card;
  }

  private async find(url: string, askedBy: string): Promise<Card | null> {
    const key = `preview:${createHash('sha256').update(url).digest('base64url')}`;
    // Without the cache a page is read more often, and that is all.
    const kept = await this.cache.get(key).catch(() => null);
    if (kept !== null) return cardIn(kept);
    if (!(await this.isGranted(url, askedBy))) return null;
    this.lane = (this.lane + 1) % atOnce;
    const card = await this.turns.take(String(this.lane), () => this.read(url));
    await this.cache.put(key, JSON.stringify(card), card ? dayMs : noneMs).catch(() => undefined);
    return card;
  }

  /** Neither one person nor all of them together may make of this server what floods another. */
  private async isGranted(url: string, askedBy: string): Promise<boolean> {
    try {
      await this.limits.spend('preview', { account: askedBy, key: new URL(url).hostname });
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'rate.limited') return false;
      throw error;
    }
  }

  private async read(url: string): Promise<Card | null> {
    try {
      const { body, charset } = await this.web.read(url, wanted);
      return cardOf(await readHead(decoded(body, charset)));
    } catch (error) {
      if (error instanceof NotRead) return null;
      throw error;
    }
  }
}

/** Another node put it there, or whoever else can reach the store: it is looked at as what a page says. */
function cardIn(kept: string): Card | null {
  try {
    const said: unknown = JSON.parse(kept);
    return typeof said === 'object' && said !== null ? cardOf(said) : null;
  } catch {
    return null;
  }
}
