import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database';

export type Pointer = 'delivered' | 'read';

export interface Moved {
  deliveredSeq: number;
  readSeq: number;
  /** Which of the two this call moved. */
  deliveredMoved: boolean;
  readMoved: boolean;
}

@Injectable()
export class ReceiptsRepository {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /**
   * Moves a person's pointers forward, never back and never past the conversation's `seq`; what is read is delivered too.
   * Null for whoever is not a member.
   */
  async move(transaction: Transaction, userId: string, conversationId: string, pointer: Pointer, seq: number) {
    const read = pointer === 'read' ? seq : 0;
    const [moved] = await transaction.$queryRaw<Moved[]>`
      WITH old AS (
        SELECT m.delivered_seq, m.read_seq, least(${seq}, c.seq) AS upto, least(${read}, c.seq) AS read_upto
        FROM memberships m JOIN conversations c ON c.id = m.conversation_id
        WHERE m.conversation_id = ${conversationId}::uuid AND m.user_id = ${userId}::uuid AND m.left_at IS NULL
        FOR NO KEY UPDATE OF m
      )
      UPDATE memberships m SET
        delivered_seq = greatest(old.delivered_seq, old.upto),
        read_seq = greatest(old.read_seq, old.read_upto),
        changed_xid = CASE WHEN old.read_upto > old.read_seq THEN pg_current_xact_id() ELSE m.changed_xid END
      FROM old
      WHERE m.conversation_id = ${conversationId}::uuid AND m.user_id = ${userId}::uuid
      RETURNING m.delivered_seq AS "deliveredSeq", m.read_seq AS "readSeq",
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
