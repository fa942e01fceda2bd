import { Injectable } from '@nestjs/common';
import { Cache } from '../../platform/cache';
import { DomainError } from '../../platform/errors';

export interface GuessLimit {
  kind: string;
  /** Wrong ones that are let through. */
  most: number;
  perMs: number;
}

/** Bounds how often a secret can be guessed. A store that cannot count refuses every guess. */
@Injectable()
export class Guesses {
  constructor(private readonly cache: Cache) {}

  /** Counted before it is looked at, and taken back when it was right: else a hundred at once would all be the first. */
  async guess({ kind, most, perMs }: GuessLimit, whose: string, isRight: () => Promise<boolean>): Promise<boolean> {
    const key = `${kind}:${whose}`;
    const { count, expiresInMs } = await this.cache.count(key, 1, perMs);
    if (count > most) {
      const retryAfter = Math.ceil(expiresInMs / 1000);
      throw new DomainError('rate.limited', 'Too many wrong attempts. Please wait a little.', { retryAfter });
    }
    const right = await isRight();
    if (right) await this.cache.count(key, -1, perMs);
    return right;
  }
}
