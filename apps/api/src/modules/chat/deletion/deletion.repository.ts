import { Injectable } from '@nestjs/common';
import type { ConversationKind } from '@parley/contracts';
import { Database } from '../../../platform/database';

export interface DeletedRow {
  id: string;
  kind: ConversationKind;
  name: string;
  hue: number | null;
  deletedAt: Date;
}

@Injectable()
export class DeletionRepository {
  constructor(private readonly database: Database) {}

  /** What this person owned when it was deleted, the latest first. */
  async ofOwner(
    userId: string,
    since: Date,
    below: { deletedAt: Date; id: string } | null,
    limit: number,
  ): Promise<DeletedRow[]> {
    const { rows } = await this.database.pool.query<DeletedRow>({
      name: 'conversations_deleted',
      text: `SELECT c.id, c.kind, c.name, c.hue, c.deleted_at AS "deletedAt"
             FROM memberships m JOIN conversations c ON c.id = m.conversation_id
             WHERE m.user_id = $1 AND m.ended_as = 'deleted' AND m.role = 'owner' AND c.deleted_at > $2
               AND ($3::timestamptz IS NULL OR (c.deleted_at, c.id) < ($3, $4::uuid))
             ORDER BY c.deleted_at DESC, c.id DESC LIMIT $5`,
      values: [userId, since, below?.deletedAt ?? null, below?.id ?? null, limit],
    });
    return rows;
  }

  /** Those whose days of grace are over. */
  async overdue(before: Date, limit: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      'SELECT id FROM conversations WHERE deleted_at < $1 ORDER BY deleted_at LIMIT $2',
      [before, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Some of its messages; how many. A million at once would hold the database for minutes. */
  async purgeMessages(id: string, before: Date, limit: number): Promise<number> {
    const { rowCount } = await this.database.pool.query(
      `DELETE FROM messages WHERE id IN (
         SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation_id
         WHERE c.id = $1 AND c.deleted_at < $2 ORDER BY m.seq LIMIT $3)`,
      [id, before, limit],
    );
    return rowCount ?? 0;
  }

  async purge(id: string, before: Date): Promise<void> {
    await this.database.pool.query('DELETE FROM conversations WHERE id = $1 AND deleted_at < $2', [id, before]);
  }
}
