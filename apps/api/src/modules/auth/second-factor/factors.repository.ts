import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database';

/** What a person can show of themselves. */
export interface Standing {
  hasPassword: boolean;
  totpEnabledAt: Date | null;
  recoveryCodesLeft: number;
}

@Injectable()
export class FactorsRepository {
  constructor(private readonly database: Database) {}

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
}
