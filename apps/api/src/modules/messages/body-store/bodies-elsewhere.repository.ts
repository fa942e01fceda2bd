import type { Client } from 'pg';
import type { BodyStore } from './body-store.port';
import { hashOf } from './large-text';

/** So many megabytes may be in memory at once. */
const page = 20;
const lacking = `DECLARE lacking NO SCROLL CURSOR FOR
  SELECT hash FROM (
    SELECT body_hash AS hash FROM messages WHERE body_hash IS NOT NULL
    UNION SELECT body_hash FROM earlier_texts WHERE body_hash IS NOT NULL
  ) referred WHERE NOT EXISTS (SELECT FROM bodies WHERE bodies.hash = referred.hash)`;

/**
 * For a backup: what rows refer to and the table does not have, as rows of that table. Read after the rows, because a body
 * too many is harmless, and one that is missing is not.
 */
export class BodiesElsewhere {
  readonly name = 'bodies';
  readonly columns = ['hash', 'text'];
  /** Referred to and not there, or there and damaged. */
  missing = 0;

  constructor(private readonly store?: Pick<BodyStore, 'get'>) {}

  async *rows(client: Pick<Client, 'query'>): AsyncGenerator<[hash: string, text: string]> {
    await client.query(lacking);
    for (;;) {
      const { rows } = await client.query<{ hash: string }>(`FETCH ${page} FROM lacking`);
      if (rows.length === 0) return;
      const found = (await this.store?.get(rows.map(({ hash }) => hash))) ?? new Map<string, string>();
      const sound = [...found].filter(([hash, text]) => hashOf(text) === hash);
      this.missing += rows.length - sound.length;
      yield* sound;
    }
  }
}
