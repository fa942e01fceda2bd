import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database';

const key = 'bodies.walk';

/** How far all nodes together have looked through the stored bodies, and when one last set out. */
@Injectable()
export class BodyWalk {
  constructor(private readonly database: Database) {}

  /** Where to go on, for one node in this time; undefined for the others. */
  async take(everyMs: number): Promise<string | undefined> {
    const { rows } = await this.database.pool.query<{ after: string }>(
      `INSERT INTO settings AS s (key, value)
       VALUES ($1, jsonb_build_object('at', extract(epoch FROM clock_timestamp()), 'after', '')::text)
       ON CONFLICT (key) DO UPDATE
       SET value = (s.value::jsonb || jsonb_build_object('at', extract(epoch FROM clock_timestamp())))::text
       WHERE (s.value::jsonb ->> 'at')::float8 <= extract(epoch FROM clock_timestamp()) - $2::float8
       RETURNING s.value::jsonb ->> 'after' AS after`,
      [key, everyMs / 1000],
    );
    return rows[0]?.after;
  }

  async reached(after: string): Promise<void> {
    await this.database.pool.query(
      `UPDATE settings SET value = (value::jsonb || jsonb_build_object('after', $2::text))::text WHERE key = $1`,
      [key, after],
    );
  }
}
