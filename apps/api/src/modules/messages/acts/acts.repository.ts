import { Injectable } from '@nestjs/common';
import { type ConversationKind, type Reaction, type Role, limits } from '@parley/contracts';
import { Database, type Transaction } from '../../../platform/database';
import type { StoredMessage } from '../message';
import { messageColumns, notHidden } from '../messages.repository';

/** A message as the one who acts on it finds it. */
export interface Standing extends StoredMessage {
  role: Role;
  kind: ConversationKind;
  announcement: boolean;
  archivedAt: string | null;
  visibleAfter: number;
  memberCount: number;
  /** The rev that a change made now gets. */
  nextRev: number;
  now: Date;
}

const standingText = `
  SELECT ${messageColumns}, ms.role::text AS role, c.kind::text AS kind, c.announcement, c.archived_at::text AS "archivedAt",
    ms.visible_after AS "visibleAfter", c.member_count AS "memberCount", c.rev + 1 AS "nextRev", clock_timestamp() AS now
  FROM messages m
  JOIN conversations c ON c.id = m.conversation_id
  JOIN memberships ms ON ms.conversation_id = c.id AND ms.user_id = $2::uuid AND ms.left_at IS NULL
  WHERE m.id = $1::uuid AND m.seq > ms.visible_after AND ($3::uuid IS NULL OR m.conversation_id = $3::uuid)`;

/** The rev of a change is taken where the change is written, with the hint for the workers. */
const storeText = `
  WITH moved AS (
    UPDATE conversations SET rev = rev + 1, changed_xid = pg_current_xact_id() WHERE id = $2::uuid RETURNING id, rev
  ), told AS (
    INSERT INTO outbox (topic, payload)
    SELECT $3, jsonb_build_object('conversationId', moved.id, 'rev', moved.rev, 'messageId', $1::uuid) FROM moved
  )
  UPDATE messages m SET rev = moved.rev, text = $4, text_length = $5::int, edited_at = $6::timestamptz,
    deleted_at = $7::timestamptz, reactions = $8::jsonb, mentions = $9::uuid[], everyone = $10::mention_scope,
    pinned = $11::jsonb, body_hash = $12, preview = $13::jsonb
  FROM moved WHERE m.id = $1::uuid RETURNING m.rev`;

const storedText = { rev: true, text: true, textLength: true, bodyHash: true, replacedAt: true } as const;

/** A text that a message had; of a large one the beginning. */
export interface StoredText {
  rev: number;
  text: string;
  textLength: number;
  bodyHash: string | null;
  replacedAt: Date;
}

@Injectable()
export class ActsRepository {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /**
   * Locks the conversation of a message this person sees. The message itself is read by the next statement: what this one
   * saw is older than the lock it may have waited for.
   */
  async lock(transaction: Transaction, userId: string, messageId: string): Promise<boolean> {
    const locked = await transaction.$queryRaw<unknown[]>`
      SELECT 1 FROM conversations WHERE id = (
        SELECT m.conversation_id FROM messages m
        JOIN memberships ms ON ms.conversation_id = m.conversation_id AND ms.user_id = ${userId}::uuid AND ms.left_at IS NULL
        WHERE m.id = ${messageId}::uuid AND m.seq > ms.visible_after
      ) FOR NO KEY UPDATE`;
    return locked.length > 0;
  }

  /** Null: not there, or not theirs to see. What they deleted for themselves is there only `withHidden`. */
  async standing(
    transaction: Transaction,
    { userId, messageId, conversationId = null }: { userId: string; messageId: string; conversationId?: string | null },
    withHidden = false,
  ): Promise<Standing | null> {
    const text = withHidden ? standingText : `${standingText} AND ${notHidden('m', '$2::uuid')}`;
    const [found] = await transaction.$queryRawUnsafe<Standing[]>(text, messageId, userId, conversationId);
    return found ?? null;
  }

  async store(transaction: Transaction, message: StoredMessage, topic: string): Promise<number> {
    const [stored] = await transaction.$queryRawUnsafe<{ rev: number }[]>(
      storeText,
      message.id,
      message.conversationId,
      topic,
      message.text,
      message.textLength,
      message.editedAt,
      message.deletedAt,
      JSON.stringify(message.reactions),
      message.mentions,
      message.everyone,
      message.pinned && JSON.stringify(message.pinned),
      message.bodyHash,
      message.preview && JSON.stringify(message.preview),
    );
    if (!stored) throw new Error('a message vanished under the lock of its conversation');
    return stored.rev;
  }

  /** Those of the names that are members, besides the author: from now on they are who the message names. */
  async mention(
    transaction: Transaction,
    { conversationId, seq, senderId, mentions }: StoredMessage,
    names: string[],
  ): Promise<string[]> {
    if (names.length + mentions.length === 0) return [];
    const [found] = await transaction.$queryRaw<{ ids: string[] }[]>`
      WITH named AS (
        SELECT u.id, n.place FROM unnest(${names}::text[]) WITH ORDINALITY AS n (name, place)
        JOIN users u ON u.username = n.name AND u.id <> ${senderId}::uuid
        JOIN memberships m ON m.conversation_id = ${conversationId}::uuid AND m.user_id = u.id AND m.left_at IS NULL
      ), gone AS (
        DELETE FROM mentions WHERE conversation_id = ${conversationId}::uuid AND seq = ${seq}
          AND user_id = ANY (${mentions}::uuid[]) AND user_id NOT IN (SELECT id FROM named)
      ), added AS (
        INSERT INTO mentions (conversation_id, user_id, seq)
        SELECT ${conversationId}::uuid, id, ${seq} FROM named ON CONFLICT DO NOTHING
      )
      SELECT coalesce(array_agg(id::text ORDER BY place), '{}') AS ids FROM named`;
    return found?.ids ?? [];
  }

  /** One more hint for the workers, of a change that is about to be stored. */
  async hint(transaction: Transaction, topic: string, { id, conversationId, nextRev }: Standing): Promise<void> {
    const payload = { conversationId, rev: nextRev, messageId: id };
    await transaction.outboxEntry.create({ data: { topic, payload } });
  }

  async keepText(transaction: Transaction, { id, text, textLength, bodyHash, nextRev, now }: Standing): Promise<void> {
    await transaction.earlierText.create({
      data: { messageId: id, rev: nextRev, text, textLength, bodyHash, replacedAt: now },
    });
  }

  /** What a tombstone has no more: its earlier texts, its reactions, the people it named, and those who kept it. Answers the bodies of those. */
  async clear(transaction: Transaction, { id, conversationId, seq, mentions }: StoredMessage): Promise<string[]> {
    const gone = await transaction.$queryRaw<{ hash: string }[]>`
      WITH texts AS (DELETE FROM earlier_texts WHERE message_id = ${id}::uuid RETURNING body_hash),
           saved AS (DELETE FROM saved_messages WHERE message_id = ${id}::uuid),
           named AS (
             DELETE FROM mentions
             WHERE conversation_id = ${conversationId}::uuid AND seq = ${seq} AND user_id = ANY (${mentions}::uuid[])),
           reacted AS (DELETE FROM reactions WHERE message_id = ${id}::uuid)
      SELECT DISTINCT body_hash AS hash FROM texts WHERE body_hash IS NOT NULL`;
    return gone.map(({ hash }) => hash);
  }

  /** Whether that changed anything. */
  async react(transaction: Transaction, { id, nextRev }: Standing, userId: string, emoji: string): Promise<boolean> {
    const added = await transaction.$executeRaw`
      INSERT INTO reactions (message_id, emoji, user_id, rev) VALUES (${id}::uuid, ${emoji}, ${userId}::uuid, ${nextRev})
      ON CONFLICT DO NOTHING`;
    return added === 1;
  }

  async unreact(transaction: Transaction, { id }: StoredMessage, userId: string, emoji: string): Promise<boolean> {
    const { count } = await transaction.reaction.deleteMany({ where: { messageId: id, emoji, userId } });
    return count === 1;
  }

  /** What the reactions to a message come to, in the order in which their kinds and their people came. */
  summary(transaction: Transaction, messageId: string): Promise<Reaction[]> {
    return transaction.$queryRaw<Reaction[]>`
      SELECT emoji, count(*)::int AS count,
             (array_agg(user_id::text ORDER BY rev))[1:${limits.reactionUsers}::int] AS "userIds"
      FROM reactions WHERE message_id = ${messageId}::uuid GROUP BY emoji ORDER BY min(rev), emoji`;
  }

  /** Whether it was there for them until now. */
  async hide(transaction: Transaction, userId: string, { id, conversationId, seq }: StoredMessage): Promise<boolean> {
    const hidden = await transaction.$executeRaw`
      WITH gone AS (
        INSERT INTO hidden_messages (user_id, conversation_id, seq) VALUES (${userId}::uuid, ${conversationId}::uuid, ${seq})
        ON CONFLICT DO NOTHING RETURNING conversation_id
      ), saved AS (
        DELETE FROM saved_messages WHERE user_id = ${userId}::uuid AND message_id = ${id}::uuid
      )
      UPDATE memberships m SET changed_xid = pg_current_xact_id()
      FROM gone WHERE m.conversation_id = gone.conversation_id AND m.user_id = ${userId}::uuid`;
    return hidden === 1;
  }

  /** The texts a message had, the latest first, from below a rev on. */
  earlierTexts(messageId: string, below: number | null, limit: number): Promise<StoredText[]> {
    return this.database.prisma.earlierText.findMany({
      where: { messageId, ...(below === null ? {} : { rev: { lt: below } }) },
      select: storedText,
      orderBy: { rev: 'desc' },
      take: limit,
    });
  }

  earlierText(messageId: string, rev: number): Promise<StoredText | null> {
    return this.database.prisma.earlierText.findUnique({
      where: { messageId_rev: { messageId, rev } },
      select: storedText,
    });
  }
}
