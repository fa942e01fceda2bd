import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { Cache } from '../../../platform/cache';
import { neighbourhood } from '../../../platform/network';
import { RateLimits } from '../../../platform/rate-limits';

const familiarMs = 30 * 86_400_000;

/**
 * Bounds the guesses at one name, from however many addresses. Places where the name has signed in have a budget of their
 * own: else anybody who knows it could keep its owner out for ever.
 */
@Injectable()
export class LoginAttempts {
  constructor(
    private readonly rates: RateLimits,
    private readonly cache: Cache,
  ) {}

  /** Spent in advance and given back unless the password was wrong: of many guesses at once none is let in for nothing. */
  async attempt(login: string, address: string, isRight: () => Promise<boolean>): Promise<boolean> {
    const place = `familiar:${login} ${neighbourhood(address)}`;
    const isFamiliar = await this.cache.get(place).catch(() => null);
    // Cut, because nobody's name is longer, and what was typed may have grown by its normalisation.
    const whose = { key: isFamiliar ? place : `name:${login.slice(0, limits.emailLength)}` };
    await this.rates.spend('login.failed', whose);
    let failed = false;
    try {
      failed = !(await isRight());
    } finally {
      if (!failed) await this.rates.giveBack('login.failed', whose);
    }
    // Where the cache is away, the place is only not familiar.
    if (!failed) await this.cache.put(place, 'yes', familiarMs).catch(() => undefined);
    return !failed;
  }
}
