import { Injectable } from '@nestjs/common';
import { RateLimits } from '../../platform/rate-limits';

/** Bounds how often a secret of an account can be guessed. */
@Injectable()
export class Guesses {
  constructor(private readonly limits: RateLimits) {}

  /** Spent before it is looked at, and given back when it was right: else a hundred at once would all be the first. */
  async guess(
    limit: 'step-up.failed' | 'second-factor.failed',
    userId: string,
    isRight: () => Promise<boolean>,
  ): Promise<boolean> {
    await this.limits.spend(limit, { key: userId });
    const right = await isRight();
    if (right) await this.limits.giveBack(limit, { key: userId });
    return right;
  }
}
