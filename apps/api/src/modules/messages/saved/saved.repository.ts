import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../../platform/database';
import type { StoredMessage } from '../message';
import { messageColumns, notHidden } from '../messages.repository';

export interface StoredSaved extends StoredMessage {
  savedAt: Date;
  selfRev: number;
  visibleAfter: number;
}

/** What somebody keeps; how much of it they still see is asked anew each time. */
@Injectable()
export class SavedRepository {
  constructor(private readonly database: Database) {}

  async has(transaction: Transaction, userId: string, messageId: string): Promise<boolean> {
    return (await transaction.savedMessage.count({ where: { userId, messageId } })) > 0;
  }

  async add(
    transaction: Transaction,
    data: { userId: string; messageId: string; selfRev: number; savedAt: Date },
  ): Promise<void> {
    await transaction.savedMessage.create({ data });
  }

  /** The place of what was kept until now; null when it was not. */
  async remove(
    transaction: Transaction,
    userId: string,
    messageId: string,
  ): Promise<{ conversationId: string; seq: number } | null> {
    const [gone] = await transaction.$queryRaw<{ conversationId: string; seq: number }[]>`
      DELETE FROM saved_messages s USING messages m
      WHERE s.user_id = ${userId}::uuid AND s.message_id = ${messageId}::uuid AND m.id = s.message_id
      RETURNING m.conversation_id AS "conversationId", m.seq`;
    return gone ?? null;
  }

  count(transaction: Transaction, userId: string): Promise<number> {
    return transaction.savedMessage.count({ where: { userId } });
  }

  /** The latest first, from below a selfRev on: what stands, and what they may read today. */
  async page(userId: string, below: number, limit: number): Promise<StoredSaved[]> {
    const { rows } = await this.database.pool.query<StoredSaved>({
      name: 'messages_saved',
      text: `SELECT ${messageColumns}, s.saved_at AS "savedAt", s.self_rev AS "selfRev", ms.visible_after AS "visibleAfter"
             FROM saved_messages s
             JOIN messages m ON m.id = s.message_id AND m.deleted_at IS NULL
             JOIN memberships ms ON ms.conversation_id = m.conversation_id AND ms.user_id = s.user_id AND ms.left_at IS NULL
             WHERE s.user_id = $1 AND s.self_rev < $2 AND m.seq > ms.visible_after AND ${notHidden('m', '$1')}
             ORDER BY s.self_rev DESC LIMIT $3`,
      values: [userId, below, limit],
    });
    return rows;
  }
}
