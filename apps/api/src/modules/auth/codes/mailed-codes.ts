import { Injectable } from '@nestjs/common';
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { Cache } from '../../../platform/cache';
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
    await this.cache.put(this.place(purpose, whose), `${id} ${this.mac(id, code)}`, ttlMs);
    return code;
  }

  /** Null when it is wrong. Counted before it is looked at, else a hundred at once would all be the first. */
  async guess(purpose: Purpose, whose: string, code: string): Promise<Claim | null> {
    const place = this.place(purpose, whose);
    const kept = await this.cache.get(place);
    if (kept === null) return null;
    const [id = '', wanted = ''] = kept.split(' ');
    // Of the same kind as the code itself and younger: a flood that pushes the count out has pushed the code out before.
    const { count } = await this.cache.count(`code:guesses:${id}`, 1, ttlMs);
    if (count > mostGuesses || !isSame(wanted, this.mac(id, code))) return null;
    return async () => (await this.cache.take(place)) === kept;
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

/** Of any lengths: what stands in the cache may be of a version that kept codes otherwise. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
