import type { Pool } from 'pg';
import { isPassing } from '../../../platform/errors';
import { BodyStore, type BodyPage, storeAway } from './body-store.port';

/** What it needs of the database, so that the command that moves bodies can bring a pool of its own. */
export interface Pooled {
  readonly pool: Pick<Pool, 'query'>;
}

const idle = (place: string): string => `used_at < clock_timestamp() - ${place} * interval '1 millisecond'`;

/** A table beside the messages. Its clock is the database's. */
export class PostgresBodyStore extends BodyStore {
  constructor(private readonly database: Pooled) {
    super();
  }

  async put(hash: string, text: string): Promise<void> {
    await this.query(
      `INSERT INTO bodies (hash, text) VALUES ($1, $2)
       ON CONFLICT (hash) DO UPDATE SET used_at = clock_timestamp()`,
      [hash, text],
    );
  }

  async touch(hashes: string[]): Promise<string[]> {
    // In the order of hashes, so that two that touch the same ones never wait for each other in a circle.
    const rows = await this.query<{ hash: string }>(
      `WITH locked AS (SELECT hash FROM bodies WHERE hash = ANY ($1::text[]) ORDER BY hash FOR UPDATE)
       UPDATE bodies b SET used_at = clock_timestamp() FROM locked WHERE b.hash = locked.hash RETURNING b.hash`,
      [hashes],
    );
    return rows.map(({ hash }) => hash);
  }

  async get(hashes: string[]): Promise<Map<string, string>> {
    const text = 'SELECT hash, text FROM bodies WHERE hash = ANY ($1::text[])';
    const rows = await this.query<{ hash: string; text: string }>(text, [hashes]);
    return new Map(rows.map((row) => [row.hash, row.text]));
  }

  async list({ after, limit, idleForMs }: BodyPage): Promise<string[]> {
    const text = `SELECT hash FROM bodies WHERE hash > $1 AND ${idle('$2')} ORDER BY hash LIMIT $3`;
    const rows = await this.query<{ hash: string }>(text, [after, idleForMs, limit]);
    return rows.map(({ hash }) => hash);
  }

  async remove(hashes: string[], idleForMs: number): Promise<number> {
    const text = `DELETE FROM bodies WHERE hash = ANY ($1::text[]) AND ${idle('$2')} RETURNING hash`;
    return (await this.query(text, [hashes, idleForMs])).length;
  }

  /** The pool is not ours to end. */
  async close(): Promise<void> {}

  private async query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    try {
      return (await this.database.pool.query<Row>(text, values)).rows;
    } catch (error) {
      // With the database away nothing can be sent, short or long: that is said as ever, and clients try again.
      if (isPassing(error)) throw error;
      throw Object.assign(storeAway(), { cause: error });
    }
  }
}
