import { Injectable } from '@nestjs/common';
import type { SelfChange, SelfEvent } from '@parley/contracts';
import { Database, type Transaction } from '../../platform/database';

/** What belongs to one person alone, so that all devices of theirs agree: one counter, and the latest state of each thing. */
@Injectable()
export class SelfChanges {
  constructor(private readonly database: Database) {}

  /** `key` names the thing among its kind; an older state of it is replaced. Whoever records for several people does so in the order of ids. */
  async record(transaction: Transaction, userId: string, key: string, event: SelfEvent): Promise<SelfChange> {
    const [row] = await transaction.$queryRaw<{ selfRev: number }[]>`
      WITH bumped AS (
        UPDATE users SET self_rev = self_rev + 1 WHERE id = ${userId}::uuid RETURNING id, self_rev
      )
      INSERT INTO self_changes (user_id, type, key, self_rev, data)
      SELECT id, ${event.type}, ${key}, self_rev, ${JSON.stringify(event.data)}::jsonb FROM bumped
      ON CONFLICT (user_id, type, key) DO UPDATE SET self_rev = excluded.self_rev, data = excluded.data
      RETURNING self_rev AS "selfRev"`;
    if (!row) throw new Error('a change was recorded for nobody');
    return { selfRev: row.selfRev, ...event };
  }

  /** The counter, and everything that changed above `after`. The counter is read first: what moves meanwhile comes with the next question. */
  async since(userId: string, after: number, limit: number): Promise<{ changes: SelfChange[]; selfRev: number }> {
    const { rows: users } = await this.database.pool.query<{ selfRev: number }>({
      name: 'self_rev',
      text: 'SELECT self_rev AS "selfRev" FROM users WHERE id = $1',
      values: [userId],
    });
    const { rows: changes } = await this.database.pool.query<SelfChange>({
      name: 'self_changes',
      text: `SELECT self_rev AS "selfRev", type, data FROM self_changes
             WHERE user_id = $1 AND self_rev > $2 ORDER BY self_rev LIMIT $3`,
      values: [userId, after, limit],
    });
    return { changes, selfRev: users[0]?.selfRev ?? 0 };
  }
}
