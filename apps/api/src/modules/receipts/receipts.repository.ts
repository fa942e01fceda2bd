import { Injectable } from '@nestjs/common';
import { type Receipt, limits } from '@parley/contracts';
import { Database, type Transaction } from '../../platform/database';

/** How far somebody received and read, as they say. */
export interface Move {
  userId: string;
  conversationId: string;
  delivered: number;
  read: number;
}

/** Where their pointers stand after it, and which of them it moved. */
export interface Moved {
  userId: string;
  conversationId: string;
  deliveredSeq: number;
  readSeq: number;
  deliveredMoved: boolean;
  readMoved: boolean;
  /** Few enough members that each hears how far the others are. */
  small: boolean;
  /** Whether they let others see how far they have read. */
  tellsRead: boolean;
}

const moveText = `
  WITH asked AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[],
                         $3::int[], $4::int[])
      AS a (conversation_id, user_id, delivered, read)
  ), sizes AS (
    SELECT c.conversation_id, (
      SELECT count(*) FROM (
        SELECT 1 FROM memberships m WHERE m.conversation_id = c.conversation_id AND m.left_at IS NULL
        LIMIT $5::int + 1
      ) counted
    ) <= $5::int AS small
    FROM (SELECT DISTINCT conversation_id FROM asked) c
  ), old AS (
    SELECT m.conversation_id, m.user_id, m.delivered_seq, m.read_seq, s.small, u.sends_read_receipts,
           least(a.read, c.seq) AS read_upto,
           CASE WHEN s.small THEN least(a.delivered, c.seq) ELSE 0 END AS delivered_upto
    FROM asked a
    JOIN memberships m ON m.conversation_id = a.conversation_id AND m.user_id = a.user_id AND m.left_at IS NULL
    JOIN conversations c ON c.id = a.conversation_id
    JOIN sizes s ON s.conversation_id = a.conversation_id
    JOIN users u ON u.id = a.user_id
    ORDER BY m.conversation_id, m.user_id
    FOR NO KEY UPDATE OF m
  ), moved AS (
    UPDATE memberships m SET
      delivered_seq = greatest(m.delivered_seq, old.delivered_upto),
      read_seq = greatest(m.read_seq, old.read_upto),
      changed_xid = CASE WHEN old.read_upto > m.read_seq THEN pg_current_xact_id() ELSE m.changed_xid END
    FROM old
    WHERE m.conversation_id = old.conversation_id AND m.user_id = old.user_id
      AND (old.delivered_upto > m.delivered_seq OR old.read_upto > m.read_seq)
    RETURNING m.conversation_id, m.user_id, m.delivered_seq, m.read_seq
  )
  SELECT old.conversation_id AS "conversationId", old.user_id AS "userId", old.small,
         old.sends_read_receipts AS "tellsRead",
         coalesce(moved.delivered_seq, old.delivered_seq) AS "deliveredSeq",
         coalesce(moved.read_seq, old.read_seq) AS "readSeq",
         coalesce(moved.delivered_seq > old.delivered_seq, false) AS "deliveredMoved",
         coalesce(moved.read_seq > old.read_seq, false) AS "readMoved"
  FROM old LEFT JOIN moved USING (conversation_id, user_id)`;

@Injectable()
export class ReceiptsRepository {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /**
   * Moves pointers forward, never back and never past the conversation's `seq`; what is read is delivered too. In a large
   * conversation only reading counts. Whoever is not a member is left out. Locks in one order, against circles.
   */
  move(transaction: Transaction, moves: Move[]): Promise<Moved[]> {
    const column = <K extends keyof Move>(name: K) => moves.map((move) => move[name]);
    return transaction.$queryRawUnsafe<Moved[]>(
      moveText,
      column('conversationId'),
      column('userId'),
      column('delivered'),
      column('read'),
      limits.receiptsFannedOut,
    );
  }

  /** The pointers of everybody in a conversation as one of them sees these, by user id, from after one on. */
  async page(conversationId: string, asker: string, { after, limit }: { after: string | null; limit: number }) {
    const { rows } = await this.database.pool.query<Omit<Receipt, 'conversationId'>>({
      name: 'receipts',
      text: `SELECT m.user_id AS "userId", m.delivered_seq AS "deliveredSeq",
                    CASE WHEN u.sends_read_receipts OR u.id = $2 THEN m.read_seq ELSE 0 END AS "readSeq"
             FROM memberships m JOIN users u ON u.id = m.user_id
             WHERE m.conversation_id = $1 AND m.left_at IS NULL AND ($3::uuid IS NULL OR m.user_id > $3)
             ORDER BY m.user_id LIMIT $4`,
      values: [conversationId, asker, after, limit],
    });
    return rows;
  }
}
