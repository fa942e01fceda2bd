import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../../platform/database';
import type { Hash } from './recovery-codes';

/** What a person can show of themselves. */
export interface Standing {
  hasPassword: boolean;
  totpEnabledAt: Date | null;
  recoveryCodesLeft: number;
}

type Secret = Uint8Array<ArrayBuffer>;

/** How long a setup waits for its first code. */
const setupMinutes = 60;

@Injectable()
export class FactorsRepository {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async standingOf(userId: string): Promise<Standing> {
    const { rows } = await this.database.pool.query<Standing>({
      name: 'factors_standing',
      text: `SELECT EXISTS (SELECT FROM credentials WHERE user_id = $1) AS "hasPassword",
                    (SELECT enabled_at FROM totp_factors WHERE user_id = $1) AS "totpEnabledAt",
                    (SELECT count(*)::int FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL) AS "recoveryCodesLeft"`,
      values: [userId],
    });
    const [row] = rows;
    if (!row) throw new Error('The database did not answer.');
    return row;
  }

  /** Keeps a secret that is not in force yet, in place of another such one. False when one is in force. */
  async keepSetup(userId: string, secret: Secret): Promise<boolean> {
    const kept = await this.database.prisma.$executeRaw`
      INSERT INTO totp_factors (user_id, secret) VALUES (${userId}::uuid, ${secret})
      ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = now(), last_step = 0
      WHERE totp_factors.enabled_at IS NULL`;
    return kept === 1;
  }

  async setupOf(userId: string): Promise<Secret | null> {
    const [found] = await this.database.prisma.$queryRaw<{ secret: Secret }[]>`
      SELECT secret FROM totp_factors WHERE user_id = ${userId}::uuid AND enabled_at IS NULL
      AND created_at > now() - make_interval(mins => ${setupMinutes})`;
    return found?.secret ?? null;
  }

  /** The code that proves it is spent by it. False when it was confirmed or replaced meanwhile. */
  async enable(transaction: Transaction, userId: string, secret: Secret, step: number): Promise<boolean> {
    const enabled = await transaction.$executeRaw`
      UPDATE totp_factors SET enabled_at = now(), last_step = ${step}
      WHERE user_id = ${userId}::uuid AND secret = ${secret} AND enabled_at IS NULL`;
    return enabled === 1;
  }

  async secretOf(userId: string): Promise<Secret | null> {
    const where = { userId, enabledAt: { not: null } };
    return (await this.database.prisma.totpFactor.findFirst({ where, select: { secret: true } }))?.secret ?? null;
  }

  /** Of two that show one code at once, one is in time. */
  async spendStep(userId: string, step: number): Promise<boolean> {
    const spent = await this.database.prisma.$executeRaw`
      UPDATE totp_factors SET last_step = ${step}
      WHERE user_id = ${userId}::uuid AND enabled_at IS NOT NULL AND last_step < ${step}`;
    return spent === 1;
  }

  async drop(transaction: Transaction, userId: string): Promise<boolean> {
    const { count } = await transaction.totpFactor.deleteMany({ where: { userId, enabledAt: { not: null } } });
    await transaction.recoveryCode.deleteMany({ where: { userId } });
    return count === 1;
  }

  async replaceRecoveryCodes(transaction: Transaction, userId: string, hashes: Hash[]): Promise<void> {
    await transaction.recoveryCode.deleteMany({ where: { userId } });
    await transaction.recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) });
  }

  /** Found by its hash, so that no comparison of ours takes longer for a code that is nearly right. */
  async spendRecoveryCode(userId: string, hash: Hash): Promise<boolean> {
    const { count } = await this.database.prisma.recoveryCode.updateMany({
      where: { userId, hash, usedAt: null },
      data: { usedAt: new Date() },
    });
    return count === 1;
  }

  /** Lets one change of a person's factors come after the other. False when no factor is in force. */
  async lock(transaction: Transaction, userId: string): Promise<boolean> {
    const found = await transaction.$queryRaw<unknown[]>`
      SELECT 1 FROM totp_factors WHERE user_id = ${userId}::uuid AND enabled_at IS NOT NULL FOR UPDATE`;
    return found.length === 1;
  }
}
