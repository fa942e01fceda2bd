import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { Database, type Transaction } from '../../platform/database';

export type Pointer = 'delivered' | 'read';

export interface Moved {
  deliveredSeq: number;
  readSeq: number;
  /** Which of the two this call moved. */
  deliveredMoved: boolean;
  readMoved: boolean;
  /** Few enough members that each hears how far the others are. */
  small: boolean;
}

export interface Move {
  userId: string;
  conversationId: string;
  pointer: Pointer;
  seq: number;
}

@Injectable()
export class ReceiptsRepository {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /**
   * Moves a person's pointers forward, never back and never past the conversation's `seq`; what is read is delivered too.
   * In a large conversation only reading counts. Null for whoever is not a member.
   */
  async move(transaction: Transaction, { userId, conversationId, pointer, seq }: Move): Promise<Moved | null> {
    const read = pointer === 'read' ? seq : 0;
    const [moved] = await transaction.$queryRaw<Moved[]>`
      WITH size AS (
        SELECT count(*) <= ${limits.receiptsFannedOut} AS small FROM (
          SELECT 1 FROM memberships WHERE conversation_id = ${conversationId}::uuid AND left_at IS NULL
          LIMIT ${limits.receiptsFannedOut + 1}
        ) counted
      ), old AS (
        SELECT m.delivered_seq, m.read_seq, size.small, least(${read}, c.seq) AS read_upto,
               CASE WHEN size.small THEN least(${seq}, c.seq) ELSE 0 END AS delivered_upto
        FROM memberships m JOIN conversations c ON c.id = m.conversation_id CROSS JOIN size
        WHERE m.conversation_id = ${conversationId}::uuid AND m.user_id = ${userId}::uuid AND m.left_at IS NULL
        FOR NO KEY UPDATE OF m
      )
      UPDATE memberships m SET
        delivered_seq = greatest(m.delivered_seq, old.delivered_upto),
        read_seq = greatest(m.read_seq, old.read_upto),
        changed_xid = CASE WHEN old.read_upto > m.read_seq THEN pg_current_xact_id() ELSE m.changed_xid END
      FROM old
      WHERE m.conversation_id = ${conversationId}::uuid AND m.user_id = ${userId}::uuid
      RETURNING m.delivered_seq AS "deliveredSeq", m.read_seq AS "readSeq", old.small,
                m.delivered_seq > old.delivered_seq AS "deliveredMoved", m.read_seq > old.read_seq AS "readMoved"`;
    return moved ?? null;
  }

  /** The pointers of everybody in a conversation, by user id, from after one on. */
  async page(conversationId: string, after: string | null, limit: number) {
    return this.database.prisma.membership.findMany({
      where: { conversationId, leftAt: null, ...(after ? { userId: { gt: after } } : {}) },
      select: { userId: true, deliveredSeq: true, readSeq: true },
      orderBy: { userId: 'asc' },
      take: limit,
    });
  }
}
