import { Injectable } from '@nestjs/common';
import type { SecondFactorMethod } from '@parley/contracts';
import { Audit } from '../../audit';
import { type Guesser, Guesses } from '../guesses';
import { FactorsRepository, type Standing } from './factors.repository';
import { hashOf } from './recovery-codes';
import { stepOf } from './totp';

/** Looks at codes of a second factor. Each works once. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly factors: FactorsRepository,
    private readonly guesses: Guesses,
    private readonly audit: Audit,
  ) {}

  /**
   * Guesses count across all challenges. Recovery codes are too long to be guessed, and are not counted: whoever knows
   * a password must not lock its owner out.
   */
  async spend(guesser: Guesser, method: SecondFactorMethod, code: string): Promise<boolean> {
    if (method === 'recovery') return this.spendRecoveryCode(guesser, code);
    return this.guesses.guess('second-factor.failed', guesser, () => this.spendTotp(guesser.userId, code));
  }

  private async spendRecoveryCode({ userId, device }: Guesser, code: string): Promise<boolean> {
    const right = await this.factors.spendRecoveryCode(userId, hashOf(code));
    const type = right ? 'recovery_code_used' : 'second_factor_failed';
    await this.audit.record({ type, subjectId: userId, device });
    return right;
  }

  private async spendTotp(userId: string, code: string): Promise<boolean> {
    const secret = await this.factors.secretOf(userId);
    const step = secret && stepOf(code, secret, Date.now());
    return step !== null && this.factors.spendStep(userId, step);
  }
}

export const secondFactorMethodsOf = ({ totpEnabledAt, recoveryCodesLeft }: Standing): SecondFactorMethod[] => {
  if (!totpEnabledAt) return [];
  return recoveryCodesLeft > 0 ? ['totp', 'recovery'] : ['totp'];
};
