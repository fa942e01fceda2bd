import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Database } from '../../database';
import type { OutboxRow } from './outbox-row';

/** Beyond that, it is enough to know that it is much. */
const countedMost = 100_000;

export interface Backlog {
  waiting: number;
  oldestSeconds: number;
}

@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  /**
   * Lends rows that no other relay has, and removes them when `hand` has put them into other hands: killed in between, they
   * are lent again. Their removal need not be on the disk before we go on, as a crash that forgets it only tells twice.
   */
  async forward(most: number, hand: (rows: OutboxRow[]) => Promise<void>): Promise<number> {
    const client = await this.database.pool.connect();
    let broken: unknown;
    try {
      return await this.inTransaction(client, async () => {
        const { rows } = await client.query<OutboxRow>({
          name: 'outbox_take',
          text: 'SELECT id::text AS id, topic, payload, queue FROM outbox ORDER BY outbox.id LIMIT $1 FOR UPDATE SKIP LOCKED',
          values: [most],
        });
        if (rows.length === 0) return 0;
        await hand(rows);
        await client.query({
          name: 'outbox_done',
          text: 'DELETE FROM outbox WHERE id = ANY ($1::bigint[])',
          values: [rows.map(({ id }) => id)],
        });
        return rows.length;
      });
    } catch (error) {
      broken = error;
      throw error;
    } finally {
      client.release(broken instanceof Error && /connection|terminat/i.test(broken.message));
    }
  }

  async backlog(): Promise<Backlog> {
    const { rows } = await this.database.pool.query<{ waiting: number; oldest: number | null }>({
      name: 'outbox_backlog',
      text: `SELECT (SELECT count(*)::int FROM (SELECT FROM outbox LIMIT ${countedMost}) few) AS waiting,
               (SELECT extract(epoch FROM clock_timestamp() - created_at)::float8 FROM outbox ORDER BY id LIMIT 1) AS oldest`,
    });
    return { waiting: rows[0]?.waiting ?? 0, oldestSeconds: Math.max(0, rows[0]?.oldest ?? 0) };
  }

  private async inTransaction<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
    await client.query('BEGIN; SET LOCAL synchronous_commit = off');
    try {
      const result = await work();
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}
