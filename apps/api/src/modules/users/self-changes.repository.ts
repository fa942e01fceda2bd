import { Injectable } from '@nestjs/common';
import type { SelfChange, SelfEvent } from '@parley/contracts';
import { Database, type Transaction } from '../../platform/database';

interface OwnEvent {
  userId: string;
  /** Names the thing among its kind; an older state of it is replaced. No two events of one statement name the same. */
  key: string;
  event: SelfEvent;
}

/** To be told, after the commit, to whom it belongs. */
export type Told = [userId: string, change: SelfChange][];

/** What belongs to one person alone, so that all devices of theirs agree: one counter, and the latest state of each thing. */
@Injectable()
export class SelfChanges {
  constructor(private readonly database: Database) {}

  /**
   * Moves each person's counter once per event and keeps the latest state of each thing. One statement for any number of
   * people, who are locked in the order of ids, so that two such statements never wait in a circle.
   */
  async record(transaction: Transaction, events: OwnEvent[]): Promise<Told> {
    const userIds = events.map(({ userId }) => userId);
    const keys = events.map(({ key }) => key);
    const types = events.map(({ event }) => event.type);
    const data = events.map(({ event }) => JSON.stringify(event.data));
    const rows = await transaction.$queryRaw<({ userId: string } & SelfChange)[]>`
      WITH told AS (
        SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY ord)::int AS nth,
               count(*) OVER (PARTITION BY user_id)::int AS times
        FROM unnest(${userIds}::uuid[], ${types}::text[], ${keys}::text[], ${data}::text[])
          WITH ORDINALITY AS e (user_id, type, key, data, ord)
      ), locked AS (
        SELECT id FROM users WHERE id = ANY (${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE
      ), bumped AS (
        UPDATE users u SET self_rev = u.self_rev + told.times FROM told, locked
        WHERE u.id = locked.id AND told.user_id = u.id AND told.nth = 1
        RETURNING u.id, u.self_rev - told.times AS before
      )
      INSERT INTO self_changes (user_id, type, key, self_rev, data)
      SELECT told.user_id, told.type, told.key, bumped.before + told.nth, told.data::jsonb
      FROM told JOIN bumped ON bumped.id = told.user_id
      ON CONFLICT (user_id, type, key)
        DO UPDATE SET self_rev = excluded.self_rev, data = excluded.data, changed_xid = pg_current_xact_id()
      RETURNING user_id AS "userId", self_rev AS "selfRev", type, data`;
    return rows.map(({ userId, ...change }) => [userId, change]);
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
