import { Injectable } from '@nestjs/common';
import type { AuditType } from '@parley/contracts';
import type { Device } from '../../platform/network';
import { RateLimits } from '../../platform/rate-limits';
import { Audit } from '../audit';

const failures = {
  'step-up.failed': 'step_up_failed',
  'second-factor.failed': 'second_factor_failed',
} as const satisfies Record<string, AuditType>;

/** Whose secret is guessed, and from where. */
export interface Guesser {
  userId: string;
  device: Device;
}

/** Bounds how often a secret of an account can be guessed. */
@Injectable()
export class Guesses {
  constructor(
    private readonly limits: RateLimits,
    private readonly audit: Audit,
  ) {}

  /** Spent before it is looked at, and given back when it was right: else a hundred at once would all be the first. */
  async guess(
    limit: keyof typeof failures,
    { userId, device }: Guesser,
    isRight: () => Promise<boolean>,
  ): Promise<boolean> {
    await this.limits.spend(limit, { key: userId });
    const right = await isRight();
    if (right) await this.limits.giveBack(limit, { key: userId });
    else await this.audit.record({ type: failures[limit], subjectId: userId, device });
    return right;
  }
}
