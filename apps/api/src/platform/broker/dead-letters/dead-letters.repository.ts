import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database } from '../../database';
import { isPayload } from '../attempt';
import { isQueueName, isTopic } from '../topics';
import type { Dead, DeadLetter } from './dead';
import { pageText, removeText, replayText } from './statements';

/** Of what a stranger put into a queue, enough to recognise it. */
const payloadMost = 16_384;

@Injectable()
export class DeadLettersRepository {
  constructor(private readonly database: Database) {}

  /** And says so in the outbox, in the same statement; of dead letters about dead letters nothing more is said. */
  async add(dead: readonly Dead[]): Promise<void> {
    const texts = dead.map(({ payload }) => storable(textOf(payload)));
    await this.database.pool.query({
      name: 'dead_letters_add',
      text: `
        WITH parked AS (
          INSERT INTO dead_letters (id, queue, message_id, topic, payload, reason, readable)
          SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[])
          ON CONFLICT DO NOTHING RETURNING topic
        )
        INSERT INTO outbox (topic, payload)
        SELECT 'dead-letter.parked', jsonb_build_object('count', count(*)) FROM parked
        WHERE topic IS DISTINCT FROM 'dead-letter.parked' HAVING count(*) > 0`,
      values: [
        dead.map(() => uuid()),
        dead.map(({ queue }) => storable(queue ?? '')),
        dead.map(({ id }) => storable(id.slice(0, 200))),
        dead.map(({ topic }) => topic && storable(topic.slice(0, 200))),
        texts.map((text) => text.slice(0, payloadMost)),
        dead.map(({ reason }) => storable(reason.slice(0, 500))),
        dead.map(({ queue, topic }, place) => isTopic(topic) && isKnown(queue) && isReadable(texts[place] ?? '')),
      ],
    });
  }

  /** The latest first, from before an id on. */
  async page(before: string | null, limit: number): Promise<DeadLetter[]> {
    const { rows } = await this.database.pool.query<DeadLetter>(pageText, [before, limit]);
    return rows;
  }

  /** How many were there, and could be read. */
  async replay(ids: readonly string[]): Promise<number> {
    return (await this.database.pool.query(replayText, [ids])).rowCount ?? 0;
  }

  /** At most so many of those that are too old or too many. Nodes that do it at once take different ones. */
  forgetOld({ days, most }: { days: number; most: number }, limit: number): Promise<number> {
    return this.database.prisma.$executeRaw`
      DELETE FROM dead_letters WHERE id IN (
        SELECT id FROM dead_letters
        WHERE parked_at < now() - make_interval(days => ${days}::int)
           OR id <= (SELECT id FROM dead_letters ORDER BY id DESC OFFSET ${most} LIMIT 1)
        ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
  }

  async remove(ids: readonly string[]): Promise<number> {
    return (await this.database.pool.query(removeText, [ids])).rowCount ?? 0;
  }
}

const textOf = (payload: unknown): string => (typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? ''));

const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

const isKnown = (queue: string | null): boolean => queue === null || queue === '' || isQueueName(queue);

/** PostgreSQL takes no null character in JSON. */
function isReadable(text: string): boolean {
  if (text.length > payloadMost || text.includes('\\u0000')) return false;
  try {
    return isPayload(JSON.parse(text));
  } catch {
    return false;
  }
}
