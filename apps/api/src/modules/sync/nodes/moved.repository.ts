import { Injectable } from '@nestjs/common';
import { type ConversationFields, type Receipt, type SelfChange, limits } from '@parley/contracts';
import { Database } from '../../../platform/database';
import type { Gap, Moved } from '../../../realtime';

export interface StandingConversation extends Omit<ConversationFields, 'archivedAt'> {
  id: string;
  seq: number;
  rev: number;
  ownRev: number;
  archivedAt: Date | null;
}

@Injectable()
export class MovedRepository {
  constructor(private readonly database: Database) {}

  /** Where to ask from. */
  async snapshot(): Promise<string> {
    const { rows } = await this.database.pool.query<{ snapshot: string }>(
      'SELECT pg_current_snapshot()::text AS snapshot',
    );
    return rows[0]?.snapshot ?? '';
  }

  /**
   * One statement, so one snapshot for the question and for where to ask from the next time. A transaction that goes on for
   * hours is named in each snapshot, and makes nothing be read twice.
   */
  async since(snapshot: string): Promise<Moved> {
    const { rows } = await this.database.pool.query<Moved>({
      name: 'moved_since',
      text: 'SELECT * FROM moved_since($1::pg_snapshot)',
      values: [snapshot],
    });
    return rows[0] ?? { snapshot, conversations: [], people: [], readers: [] };
  }

  async conversations(ids: string[]): Promise<StandingConversation[]> {
    const { rows } = await this.database.pool.query<StandingConversation>({
      name: 'moved_conversations',
      text: `SELECT id, seq, rev, own_rev AS "ownRev", visibility, name, topic, hue, announcement, history,
                    archived_at AS "archivedAt", member_count AS "memberCount"
             FROM conversations WHERE id = ANY ($1::uuid[])`,
      values: [ids],
    });
    return rows;
  }

  /** The latest state of each thing that is theirs, in order. */
  async own(gaps: Gap[], most: number): Promise<{ userId: string; change: SelfChange }[]> {
    const { rows } = await this.database.pool.query<{ userId: string; change: SelfChange }>({
      name: 'moved_own',
      text: `SELECT c.user_id AS "userId", 
                    json_build_object('selfRev', c.self_rev, 'type', c.type, 'data', c.data) AS change
             FROM unnest($1::uuid[], $2::int[]) AS g (id, after)
             CROSS JOIN LATERAL (
               SELECT * FROM self_changes WHERE user_id = g.id AND self_rev > g.after ORDER BY self_rev LIMIT $3
             ) c
             ORDER BY c.user_id, c.self_rev`,
      values: [gaps.map(({ id }) => id), gaps.map(({ after }) => after), most],
    });
    return rows;
  }

  /** Only where the others are told how far somebody has read. */
  async receipts(readers: Moved['readers']): Promise<Receipt[]> {
    const { rows } = await this.database.pool.query<Receipt>({
      name: 'moved_receipts',
      text: `SELECT m.conversation_id AS "conversationId", m.user_id AS "userId", m.delivered_seq AS "deliveredSeq",
                    m.read_seq AS "readSeq"
             FROM unnest($1::uuid[], $2::uuid[]) AS r (user_id, conversation_id)
             JOIN memberships m ON m.conversation_id = r.conversation_id AND m.user_id = r.user_id AND m.left_at IS NULL
             JOIN conversations c ON c.id = m.conversation_id AND c.member_count <= $3
             JOIN users u ON u.id = m.user_id AND u.sends_read_receipts`,
      values: [readers.map(([userId]) => userId), readers.map(([, id]) => id), limits.receiptsFannedOut],
    });
    return rows;
  }
}
