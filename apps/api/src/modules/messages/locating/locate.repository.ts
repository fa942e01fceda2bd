import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database';
import type { Membership } from '../../memberships';
import { notHidden } from '../messages.repository';

/** Places in a history, all of them found by (conversation, seq). */
@Injectable()
export class LocateRepository {
  constructor(private readonly database: Database) {}

  /**
   * The first message from a moment on, or the newest where there is none. `seq` is dense and times grow with it, so this
   * halves what is left some twenty times by the index that is there, where an index by time would cost every send.
   */
  date(membership: Membership, date: Date): Promise<number | null> {
    return this.seqOf(
      'locate_date',
      `WITH RECURSIVE halves (low, high) AS (
         SELECT $2::int + 1, c.seq + 1 FROM conversations c WHERE c.id = $1
         UNION ALL
         SELECT CASE WHEN m.created_at < $4 THEN x.middle + 1 ELSE h.low END,
                CASE WHEN m.created_at < $4 THEN h.high ELSE x.middle END
         FROM halves h
         CROSS JOIN LATERAL (SELECT h.low + (h.high - h.low) / 2 AS middle) x
         JOIN LATERAL (SELECT created_at FROM messages WHERE conversation_id = $1 AND seq = x.middle LIMIT 1) m ON true
         WHERE h.low < h.high
       ), found AS (SELECT low FROM halves ORDER BY high - low LIMIT 1)
       SELECT coalesce(
         (SELECT m.seq FROM messages m
          WHERE m.conversation_id = $1 AND m.seq >= (SELECT low FROM found) AND m.seq > $2 AND ${notHidden('m', '$3')}
          ORDER BY m.seq LIMIT 1),
         (SELECT m.seq FROM messages m
          WHERE m.conversation_id = $1 AND m.seq < (SELECT low FROM found) AND m.seq > $2 AND ${notHidden('m', '$3')}
          ORDER BY m.seq DESC LIMIT 1)) AS seq`,
      membership,
      [date],
    );
  }

  /** By the definition of unread: after my pointer, not mine, not deleted, for everyone or for me. */
  firstUnread(membership: Membership): Promise<number | null> {
    return this.seqOf(
      'locate_unread',
      `SELECT m.seq FROM messages m
       WHERE m.conversation_id = $1 AND m.sender_id <> $3 AND m.deleted_at IS NULL AND ${notHidden('m', '$3')}
         AND m.seq > greatest($2::int, (SELECT read_seq FROM memberships WHERE conversation_id = $1 AND user_id = $3))
       ORDER BY m.seq LIMIT 1`,
      membership,
    );
  }

  private async seqOf(
    name: string,
    text: string,
    { conversationId, visibleAfter, userId }: Membership,
    more: unknown[] = [],
  ): Promise<number | null> {
    const values = [conversationId, visibleAfter, userId, ...more];
    const { rows } = await this.database.pool.query<{ seq: number | null }>({ name, text, values });
    return rows[0]?.seq ?? null;
  }
}
