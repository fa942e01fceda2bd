import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { Database, type Transaction } from '../../../platform/database';
import type { Membership } from '../../memberships';
import type { StoredMessage } from '../message';
import { messageColumns, notHidden } from '../messages.repository';

@Injectable()
export class PinsRepository {
  constructor(private readonly database: Database) {}

  /** Counted behind the lock of the conversation, so that two at once cannot both be the last that fits. */
  async count(transaction: Transaction, conversationId: string): Promise<number> {
    const [row] = await transaction.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM messages
      WHERE conversation_id = ${conversationId}::uuid AND pinned IS NOT NULL`;
    return row?.count ?? 0;
  }

  /** Those this person sees, the latest first. */
  async visible({ userId, conversationId, visibleAfter }: Membership): Promise<StoredMessage[]> {
    const { rows } = await this.database.pool.query<StoredMessage>({
      name: 'messages_pinned',
      text: `SELECT ${messageColumns} FROM messages m
             WHERE m.conversation_id = $1 AND m.pinned IS NOT NULL AND m.seq > $2 AND ${notHidden('m', '$3')}
             ORDER BY (m.pinned->>'rev')::int DESC LIMIT ${limits.pins}`,
      values: [conversationId, visibleAfter, userId],
    });
    return rows;
  }
}
