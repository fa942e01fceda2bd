import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database';
import type { LatestMessage, StoredMessage } from './message';

export interface Stretch {
  conversationId: string;
  /** Nothing at or below this seq is shown. */
  visibleAfter: number;
  before?: number;
  after?: number;
  limit: number;
}

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

const columns = {
  id: true,
  conversationId: true,
  seq: true,
  rev: true,
  clientId: true,
  senderId: true,
  text: true,
  textLength: true,
  replyTo: true,
  createdAt: true,
  editedAt: true,
  deletedAt: true,
} as const;

@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<StoredMessage | null> {
    return this.database.prisma.message.findUnique({ where: { id }, select: columns });
  }

  findVisible(id: string, conversationId: string, visibleAfter: number): Promise<StoredMessage | null> {
    return this.database.prisma.message.findUnique({
      where: { id, conversationId, seq: { gt: visibleAfter } },
      select: columns,
    });
  }

  /** Going back from `before`, or forward from `after`: always a range on (conversation, seq), so history costs the same at any depth. */
  stretch({ conversationId, visibleAfter, before, after, limit }: Stretch): Promise<StoredMessage[]> {
    const from = Math.max(visibleAfter, after ?? 0);
    return this.database.prisma.message.findMany({
      where: { conversationId, seq: { gt: from, ...(before === undefined ? {} : { lt: before }) } },
      select: columns,
      orderBy: { seq: after === undefined ? 'desc' : 'asc' },
      take: limit,
    });
  }

  /** The newest visible message of each conversation, in one statement. */
  async latest(places: { conversationId: string; seq: number }[]): Promise<Map<string, LatestMessage>> {
    const rows = await this.query<LatestMessage>(
      'messages_latest',
      `, u.name AS "senderName" FROM unnest($1::uuid[], $2::int[]) AS p (id, seq)
       JOIN messages m ON m.conversation_id = p.id AND m.seq = p.seq JOIN users u ON u.id = m.sender_id`,
      [places.map((p) => p.conversationId), places.map((p) => p.seq)],
    );
    return new Map(rows.map((row) => [row.conversationId, row]));
  }

  /**
   * Messages as they are now that changed after a rev, in the order of revs, as far as they fill an answer. The lengths
   * alone decide where to stop, so a text that finds no room is not read.
   */
  changedSince(since: Since[], { rows, bytes, bytesAround }: Room): Promise<StoredMessage[]> {
    return this.query(
      'messages_changed',
      `FROM (
         SELECT c.id, s.ord, c.rev,
                sum(c.text_length + $6::int) OVER (ORDER BY s.ord, c.rev) - c.text_length - $6::int AS bytes_before
         FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) WITH ORDINALITY AS s (id, after, up_to, visible_after, ord)
         CROSS JOIN LATERAL (
           SELECT id, rev, text_length FROM messages
           WHERE conversation_id = s.id AND rev > s.after AND rev <= s.up_to AND seq > s.visible_after
           ORDER BY rev LIMIT $5
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
      ],
    );
  }

  private async query<Row = StoredMessage>(name: string, from: string, values: unknown[]): Promise<Row[]> {
    const { rows } = await this.database.pool.query<Row & object>({
      name,
      text: `SELECT m.id, m.conversation_id AS "conversationId", m.seq, m.rev, m.client_id AS "clientId",
               m.sender_id AS "senderId", m.text, m.text_length AS "textLength", m.reply_to AS "replyTo",
               m.created_at AS "createdAt", m.edited_at AS "editedAt", m.deleted_at AS "deletedAt" ${from}`,
      values,
    });
    return rows;
  }
}
