import { Injectable } from '@nestjs/common';
import type { SelfChange, SelfEvent } from '@parley/contracts';
import { Database, type Transaction } from '../../platform/database';

/** What belongs to one person alone, so that all devices of theirs agree: one counter, and the latest state of each thing. */
@Injectable()
export class SelfChanges {
  constructor(private readonly database: Database) {}

  /**
   * Moves each person's counter and keeps the latest state of the thing; `key` names it among its kind. One statement for
   * any number of people, who are locked in the order of ids, so that two such statements never wait in a circle.
   */
  async record(
    transaction: Transaction,
    key: string,
    events: Map<string, SelfEvent>,
  ): Promise<Map<string, SelfChange>> {
    const userIds = [...events.keys()];
    const types = [...events.values()].map(({ type }) => type);
    const data = [...events.values()].map((event) => JSON.stringify(event.data));
    const rows = await transaction.$queryRaw<({ userId: string } & SelfChange)[]>`
      WITH locked AS (
        SELECT id FROM users WHERE id = ANY (${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE
      ), bumped AS (
        UPDATE users u SET self_rev = u.self_rev + 1 FROM locked WHERE u.id = locked.id RETURNING u.id, u.self_rev
      )
      INSERT INTO self_changes (user_id, type, key, self_rev, data)
      SELECT bumped.id, e.type, ${key}, bumped.self_rev, e.data::jsonb
      FROM unnest(${userIds}::uuid[], ${types}::text[], ${data}::text[]) AS e (user_id, type, data)
      JOIN bumped ON bumped.id = e.user_id
      ON CONFLICT (user_id, type, key) DO UPDATE SET self_rev = excluded.self_rev, data = excluded.data
      RETURNING user_id AS "userId", self_rev AS "selfRev", type, data`;
    return new Map(rows.map(({ userId, ...change }) => [userId, change]));
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
