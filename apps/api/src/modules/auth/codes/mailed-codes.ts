import { Injectable } from '@nestjs/common';
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { Cache } from '../../../platform/cache';
import { DomainError } from '../../../platform/errors';
import { SigningKey } from '../../../platform/secrets';

type Purpose = 'sign-in' | 'step-up';

export const codeMinutes = 5;
const ttlMs = codeMinutes * 60_000;
const mostGuesses = 5;

/** Takes a right code out of use; true for the one of many at once that did. */
export type Claim = () => Promise<boolean>;

/**
 * Six digits that went out by mail: for five minutes, one use, five guesses, and a new one ends the old one. The cache holds
 * a keyed hash of them: of six digits a plain one would be undone at once by whoever reads the cache.
 */
@Injectable()
export class MailedCodes {
  constructor(
    private readonly cache: Cache,
    private readonly key: SigningKey,
  ) {}

  async issue(purpose: Purpose, whose: string): Promise<string> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const id = uuid();
    await reach(() => this.cache.put(this.place(purpose, whose), `${id} ${this.mac(id, code)}`, ttlMs));
    return code;
  }

  /** Null when it is wrong. Counted before it is looked at, else a hundred at once would all be the first. */
  async guess(purpose: Purpose, whose: string, code: string): Promise<Claim | null> {
    const place = this.place(purpose, whose);
    const kept = await reach(() => this.cache.get(place));
    if (kept === null) return null;
    const [id = '', wanted = ''] = kept.split(' ');
    // Of the same kind as the code itself and younger: a flood that pushes the count out has pushed the code out before.
    const { count } = await reach(() => this.cache.count(`code:guesses:${id}`, 1, ttlMs));
    if (count > mostGuesses || !timingSafeEqual(Buffer.from(wanted), Buffer.from(this.mac(id, code)))) return null;
    return async () => (await reach(() => this.cache.take(place))) === kept;
  }

  /** Without the address: who reads the cache learns nobody's. */
  private place(purpose: Purpose, whose: string): string {
    return `code:${purpose}:${this.mac(purpose, whose)}`;
  }

  private mac(...parts: string[]): string {
    return createHmac('sha256', this.key.value)
      .update(JSON.stringify(['mailed code', ...parts]))
      .digest('base64url');
  }
}

/** What guards a secret fails closed: a code that cannot be counted is not looked at. */
async function reach<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch(() => {
    throw new DomainError('unavailable', 'Codes cannot be checked now. Please try again.');
  });
}
