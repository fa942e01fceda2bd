import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { Database } from '../../platform/database';
import type { Membership } from '../memberships';
import type { LatestMessage, StoredMessage } from './message';

type Viewer = Pick<Membership, 'userId' | 'conversationId' | 'visibleAfter'>;

export interface Since {
  conversationId: string;
  after: number;
  upTo: number;
  visibleAfter: number;
}

/** How much may be read for one answer. */
export interface Room {
  /** At most this many rows a conversation … */
  rows: number;
  /** … and of all together no row that begins at or above this many bytes, of which each text has some around it. */
  bytes: number;
  bytesAround: number;
}

/** About what it adds to an answer. */
export type WeighedMessage = StoredMessage & { weight: number };

/** Everything of `m`, and of what it answers as that is now: one statement, however many rows. */
export const messageColumns = `
  m.id, m.conversation_id AS "conversationId", m.seq, m.rev, m.client_id AS "clientId", m.sender_id AS "senderId", m.text,
  m.text_length AS "textLength", m.body_hash AS "bodyHash", m.forwarded_sender AS "forwardedSender",
  m.forwarded_at AS "forwardedAt", m.reply_to AS "replyTo", m.created_at AS "createdAt", m.edited_at AS "editedAt",
  m.deleted_at AS "deletedAt", m.reactions, m.mentions, m.everyone::text AS everyone, m.pinned, m.preview,
  CASE WHEN m.reply_to IS NOT NULL THEN (
    SELECT jsonb_build_object('messageId', q.id, 'seq', q.seq, 'senderId', q.sender_id,
      'text', left(q.text, ${limits.quoteChars}), 'deleted', q.deleted_at IS NOT NULL)
    FROM messages q WHERE q.id = m.reply_to
  ) END AS quote`;

/**
 * What a person deleted for themselves is not there for them. `OFFSET` keeps it a look-up for each row: as a join, with few
 * hidden messages expected, every row is compared with all those this person hid.
 */
export const notHidden = (message: string, userId: string): string => `NOT EXISTS (
  SELECT 1 FROM hidden_messages h
  WHERE h.user_id = ${userId} AND h.conversation_id = ${message}.conversation_id AND h.seq = ${message}.seq OFFSET 0)`;

@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /** One's own message, for who sent it before, and how much of the conversation they see now. */
  async sentBy(userId: string, id: string): Promise<{ message: StoredMessage; visibleAfter: number } | null> {
    const [found] = await this.query<StoredMessage & { visibleAfter: number }>(
      'messages_sent_by',
      `, ms.visible_after AS "visibleAfter" FROM messages m
       JOIN memberships ms ON ms.conversation_id = m.conversation_id AND ms.user_id = m.sender_id AND ms.left_at IS NULL
       WHERE m.id = $1 AND m.sender_id = $2`,
      [id, userId],
    );
    return found ? { message: found, visibleAfter: found.visibleAfter } : null;
  }

  /** The same by the name that its sender gave it. */
  async sentAs(
    userId: string,
    { clientId, conversationId }: { clientId: string; conversationId: string },
  ): Promise<{ message: StoredMessage; visibleAfter: number } | null> {
    const [found] = await this.query<StoredMessage & { visibleAfter: number }>(
      'messages_sent_as',
      `, ms.visible_after AS "visibleAfter" FROM messages m
       JOIN memberships ms ON ms.conversation_id = m.conversation_id AND ms.user_id = m.sender_id AND ms.left_at IS NULL
       WHERE m.sender_id = $1 AND m.client_id = $2 AND m.conversation_id = $3`,
      [userId, clientId, conversationId],
    );
    return found ? { message: found, visibleAfter: found.visibleAfter } : null;
  }

  /** What this person can read of any conversation, and nobody deleted. */
  async readable(userId: string, id: string): Promise<StoredMessage | null> {
    const [found] = await this.query(
      'messages_readable',
      `FROM messages m
       JOIN memberships ms ON ms.conversation_id = m.conversation_id AND ms.user_id = $2 AND ms.left_at IS NULL
       WHERE m.id = $1 AND m.seq > ms.visible_after AND m.deleted_at IS NULL AND ${notHidden('m', '$2')}`,
      [id, userId],
    );
    return found ?? null;
  }

  async findVisible(id: string, { userId, conversationId, visibleAfter }: Viewer): Promise<StoredMessage | null> {
    const [found] = await this.query(
      'messages_visible',
      `FROM messages m WHERE m.id = $1 AND m.conversation_id = $2 AND m.seq > $3 AND ${notHidden('m', '$4')}`,
      [id, conversationId, visibleAfter, userId],
    );
    return found ?? null;
  }

  /** Those of them that this person sees and nobody deleted. */
  allVisible(ids: string[], { userId, conversationId, visibleAfter }: Viewer): Promise<StoredMessage[]> {
    return this.query(
      'messages_all_visible',
      `FROM messages m WHERE m.id = ANY ($1::uuid[]) AND m.conversation_id = $2 AND m.seq > $3 AND m.deleted_at IS NULL
         AND ${notHidden('m', '$4')} ORDER BY m.seq`,
      [ids, conversationId, visibleAfter, userId],
    );
  }

  /** The newest message of each conversation that this person sees, in one statement. */
  async latest(
    userId: string,
    places: { conversationId: string; seq: number; visibleAfter: number }[],
  ): Promise<Map<string, LatestMessage>> {
    const rows = await this.query<LatestMessage>(
      'messages_latest',
      `, u.name AS "senderName" FROM unnest($1::uuid[], $2::int[], $3::int[]) AS p (id, seq, visible_after)
       CROSS JOIN LATERAL (
         SELECT * FROM messages x
         WHERE x.conversation_id = p.id AND x.seq <= p.seq AND x.seq > p.visible_after AND ${notHidden('x', '$4')}
         ORDER BY x.seq DESC LIMIT 1
       ) m JOIN users u ON u.id = m.sender_id`,
      [places.map((p) => p.conversationId), places.map((p) => p.seq), places.map((p) => p.visibleAfter), userId],
    );
    return new Map(rows.map((row) => [row.conversationId, row]));
  }

  /**
   * Messages as they are now that changed after a rev, in the order of revs, as far as they fill an answer. The lengths
   * alone decide where to stop, so a text that finds no room is not read.
   */
  changedSince(userId: string, since: Since[], { rows, bytes, bytesAround }: Room): Promise<WeighedMessage[]> {
    return this.query<WeighedMessage>(
      'messages_changed',
      `, place.weight FROM (
         SELECT c.id, s.ord, c.rev, c.weight, sum(c.weight) OVER (ORDER BY s.ord, c.rev) - c.weight AS bytes_before
         FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) WITH ORDINALITY AS s (id, after, up_to, visible_after, ord)
         CROSS JOIN LATERAL (
           SELECT x.id, x.rev, CASE WHEN x.body_hash IS NULL THEN x.text_length ELSE octet_length(x.text) END + $6::int + octet_length(x.reactions::text)
             + coalesce(octet_length(x.preview::text), 0)
             + CASE WHEN x.reply_to IS NULL THEN 0 ELSE ${limits.quoteChars * 4} END AS weight
           FROM messages x
           WHERE x.conversation_id = s.id AND x.rev > s.after AND x.rev <= s.up_to AND x.seq > s.visible_after
             AND ${notHidden('x', '$8')}
           ORDER BY x.rev LIMIT $5
         ) c
       ) place
       CROSS JOIN LATERAL (SELECT * FROM messages WHERE id = place.id LIMIT 1) m
       WHERE place.bytes_before < $7
       ORDER BY place.ord, place.rev`,
      [
        since.map((s) => s.conversationId),
        since.map((s) => s.after),
        since.map((s) => s.upTo),
        since.map((s) => s.visibleAfter),
        rows,
        bytesAround,
        bytes,
        userId,
      ],
    );
  }

  /** The same for those who tell it, and hide nothing: at most `most` a conversation. */
  changedBetween(since: Omit<Since, 'visibleAfter'>[], most: number): Promise<StoredMessage[]> {
    return this.query(
      'messages_between',
      `FROM unnest($1::uuid[], $2::int[], $3::int[]) AS s (id, after, up_to)
       CROSS JOIN LATERAL (
         SELECT * FROM messages x WHERE x.conversation_id = s.id AND x.rev > s.after AND x.rev <= s.up_to
         ORDER BY x.rev LIMIT $4
       ) m`,
      [since.map((s) => s.conversationId), since.map((s) => s.after), since.map((s) => s.upTo), most],
    );
  }

  private async query<Row = StoredMessage>(name: string, from: string, values: unknown[]): Promise<Row[]> {
    const { rows } = await this.database.pool.query<Row & object>({
      name,
      text: `SELECT ${messageColumns} ${from}`,
      values,
    });
    return rows;
  }
}
