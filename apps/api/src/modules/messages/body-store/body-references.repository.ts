import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database';

/** Who refers to bodies: messages, and the texts they had before. */
@Injectable()
export class BodyReferences {
  constructor(private readonly database: Database) {}

  async among(hashes: string[]): Promise<Set<string>> {
    const { rows } = await this.database.pool.query<{ hash: string }>({
      name: 'body_references',
      text: `SELECT h.hash FROM unnest($1::text[]) AS h (hash)
             WHERE EXISTS (SELECT 1 FROM messages m WHERE m.body_hash = h.hash)
                OR EXISTS (SELECT 1 FROM earlier_texts e WHERE e.body_hash = h.hash)`,
      values: [hashes],
    });
    return new Set(rows.map(({ hash }) => hash));
  }
}
