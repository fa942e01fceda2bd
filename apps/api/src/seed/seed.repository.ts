import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database';

/** What the services rightly cannot do: find a group by its name, and say that something was long ago. */
@Injectable()
export class SeedRepository {
  constructor(private readonly database: Database) {}

  async findGroup(kind: string, name: string, ownerId: string): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT c.id FROM conversations c JOIN memberships m ON m.conversation_id = c.id
       WHERE c.kind = $1::conversation_kind AND c.name = $2 AND m.user_id = $3 AND m.role = 'owner' LIMIT 1`,
      [kind, name, ownerId],
    );
    return rows[0]?.id ?? null;
  }

  async messagesIn(conversationId: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ seq: number }>('SELECT seq FROM conversations WHERE id = $1', [
      conversationId,
    ]);
    return rows[0]?.seq ?? 0;
  }

  /**
   * The services stamp what they send with the present, as they must. Here the year is put back: the n-th moment to the
   * n-th message, so that the order of time stays that of `seq`.
   */
  async datePast(conversationId: string, from: number, moments: Date[]): Promise<void> {
    await this.database.pool.query(
      `UPDATE messages m SET created_at = p.at
       FROM unnest($3::timestamptz[]) WITH ORDINALITY AS p (at, ord)
       WHERE m.conversation_id = $1 AND m.seq = $2 + p.ord AND m.created_at <> p.at`,
      [conversationId, from, moments],
    );
  }

  /** A conversation, its memberships and its people are older than its first message. */
  async dateBeginning(conversationId: string, at: Date): Promise<void> {
    await this.database.pool.query(
      `WITH begun AS (UPDATE conversations SET created_at = $2 WHERE id = $1 RETURNING id),
            joined AS (UPDATE memberships m SET since = $2 FROM begun WHERE m.conversation_id = begun.id RETURNING user_id)
       UPDATE users u SET created_at = least(u.created_at, $2) FROM joined WHERE u.id = joined.user_id`,
      [conversationId, at],
    );
  }
}
