import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { Database } from '../../platform/database';

export interface Counts {
  unread: number;
  mentions: number;
}

export const noCounts: Counts = { unread: 0, mentions: 0 };

const countsOfPairs = `SELECT a.nth, m.conversation_id AS id, least(CASE WHEN c.seq <= f.seq THEN 0 ELSE c.seq - f.seq
      - (SELECT count(*) FROM messages mine
         WHERE mine.conversation_id = c.id AND mine.sender_id = m.user_id AND mine.seq > f.seq)
      - (SELECT count(*) FROM messages gone
         WHERE gone.conversation_id = c.id AND gone.deleted_at IS NOT NULL AND gone.seq > f.seq
           AND gone.sender_id <> m.user_id)
      - (SELECT count(*) FROM hidden_messages h
         JOIN messages x ON x.conversation_id = h.conversation_id AND x.seq = h.seq
         WHERE h.user_id = m.user_id AND h.conversation_id = c.id AND h.seq > f.seq
           AND x.sender_id <> m.user_id AND x.deleted_at IS NULL) END, $3)::int AS unread,
      least(CASE WHEN c.seq <= f.seq THEN 0 ELSE (
        SELECT count(*) FROM (
          SELECT n.seq FROM mentions n WHERE n.conversation_id = c.id AND n.user_id = m.user_id AND n.seq > f.seq
          UNION
          SELECT e.seq FROM messages e
          WHERE e.conversation_id = c.id AND e.everyone IS NOT NULL AND e.seq > f.seq AND e.sender_id <> m.user_id
        ) named
        WHERE NOT EXISTS (
          SELECT 1 FROM hidden_messages h
          WHERE h.user_id = m.user_id AND h.conversation_id = c.id AND h.seq = named.seq
        )
      ) END, $3)::int AS mentions
    FROM unnest($1::int[], $2::uuid[], $4::uuid[]) AS a (nth, user_id, conversation_id)
    JOIN memberships m ON m.user_id = a.user_id AND m.conversation_id = a.conversation_id AND m.left_at IS NULL
    JOIN conversations c ON c.id = m.conversation_id
    CROSS JOIN LATERAL (SELECT greatest(m.read_seq, m.visible_after) AS seq) f`;

/** Unread is a function of what is stored, never a stored number. */
@Injectable()
export class UnreadRepository {
  constructor(private readonly database: Database) {}

  /**
   * `seq` is dense, so what came after the read pointer is a subtraction, less mine and less others' that were deleted,
   * for everyone or for me: three index ranges a conversation. A conversation with nothing new is not looked at.
   */
  async of(userId: string, conversationIds: string[]): Promise<Map<string, Counts>> {
    const [counts] = await this.ofMany([{ userId, conversationIds }]);
    return counts ?? new Map();
  }

  /** Of many people, in one statement. */
  async ofMany(asked: { userId: string; conversationIds: string[] }[]): Promise<Map<string, Counts>[]> {
    const found = asked.map(() => new Map<string, Counts>());
    const pairs = asked.flatMap(({ userId, conversationIds }, nth) =>
      conversationIds.map((id) => ({ nth, userId, id })),
    );
    if (pairs.length === 0) return found;
    const { rows } = await this.database.pool.query<{ nth: number; id: string } & Counts>({
      name: 'messages_unread',
      text: countsOfPairs,
      values: [
        pairs.map(({ nth }) => nth),
        pairs.map(({ userId }) => userId),
        limits.unreadMax,
        pairs.map(({ id }) => id),
      ],
    });
    for (const { nth, id, ...counts } of rows) found[nth]?.set(id, counts);
    return found;
  }
}
