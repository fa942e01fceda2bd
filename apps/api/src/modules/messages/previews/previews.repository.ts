import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../../platform/database';
import type { StoredMessage } from '../message';
import { messageColumns } from '../messages.repository';

/** For who works on a message as nobody: whoever acts as a person finds it through their membership. */
@Injectable()
export class PreviewsRepository {
  constructor(private readonly database: Database) {}

  async find(messageId: string): Promise<StoredMessage | null> {
    const { rows } = await this.database.pool.query<StoredMessage>({
      name: 'previews_find',
      text: `SELECT ${messageColumns} FROM messages m WHERE m.id = $1`,
      values: [messageId],
    });
    return rows[0] ?? null;
  }

  /** As it is behind the lock of its conversation: one statement could only say how it was before it waited. */
  async locked(transaction: Transaction, messageId: string): Promise<StoredMessage | null> {
    await transaction.$queryRaw`
      SELECT 1 FROM conversations WHERE id = (SELECT conversation_id FROM messages WHERE id = ${messageId}::uuid)
      FOR NO KEY UPDATE`;
    const text = `SELECT ${messageColumns} FROM messages m WHERE m.id = $1::uuid`;
    const [found] = await transaction.$queryRawUnsafe<StoredMessage[]>(text, messageId);
    return found ?? null;
  }
}
