import { Injectable } from '@nestjs/common';
import { Database } from '../../database';
import type { Dead } from './dead';

/** Of what a stranger put into a queue, enough to recognise it. */
const payloadMost = 16_384;

@Injectable()
export class DeadLettersRepository {
  constructor(private readonly database: Database) {}

  /** And says so in the outbox, in the same statement; of dead letters about dead letters nothing more is said. */
  async add(dead: readonly Dead[]): Promise<void> {
    const clean = (text: string | null): string | null => text && text.replaceAll('\0', '').toWellFormed();
    await this.database.pool.query({
      name: 'dead_letters_add',
      text: `
        WITH parked AS (
          INSERT INTO dead_letters (queue, message_id, topic, payload, reason)
          SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
          ON CONFLICT DO NOTHING RETURNING topic
        )
        INSERT INTO outbox (topic, payload)
        SELECT 'dead-letter.parked', jsonb_build_object('count', count(*)) FROM parked
        WHERE topic IS DISTINCT FROM 'dead-letter.parked' HAVING count(*) > 0`,
      values: [
        dead.map(({ queue }) => clean(queue) ?? ''),
        dead.map(({ id }) => clean(id.slice(0, 200))),
        dead.map(({ topic }) => clean(topic?.slice(0, 200) ?? null)),
        dead.map(({ payload }) => clean(textOf(payload).slice(0, payloadMost))),
        dead.map(({ reason }) => clean(reason.slice(0, 500))),
      ],
    });
  }
}

const textOf = (payload: unknown): string => (typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? ''));
