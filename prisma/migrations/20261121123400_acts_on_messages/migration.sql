-- oldest: 0.1.0

-- CreateEnum
CREATE TYPE "mention_scope" AS ENUM ('all', 'here');

-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "everyone" "mention_scope",
ADD COLUMN     "mentions" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "reactions" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "reactions" (
    "message_id" UUID NOT NULL,
    "emoji" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "rev" INTEGER NOT NULL,

    CONSTRAINT "reactions_pkey" PRIMARY KEY ("message_id","emoji","user_id")
);

-- CreateTable
CREATE TABLE "earlier_texts" (
    "message_id" UUID NOT NULL,
    "rev" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "text_length" INTEGER NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "earlier_texts_pkey" PRIMARY KEY ("message_id","rev")
);

-- CreateTable
CREATE TABLE "hidden_messages" (
    "user_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "hidden_messages_pkey" PRIMARY KEY ("user_id","conversation_id","seq")
);

-- CreateTable
CREATE TABLE "mentions" (
    "conversation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "mentions_pkey" PRIMARY KEY ("conversation_id","user_id","seq")
);

-- CreateIndex
CREATE INDEX "reactions_user_id_idx" ON "reactions"("user_id");

-- CreateIndex
CREATE INDEX "hidden_messages_conversation_id_idx" ON "hidden_messages"("conversation_id");

-- CreateIndex
CREATE INDEX "mentions_user_id_idx" ON "mentions"("user_id");

-- AddForeignKey
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "earlier_texts" ADD CONSTRAINT "earlier_texts_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hidden_messages" ADD CONSTRAINT "hidden_messages_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hidden_messages" ADD CONSTRAINT "hidden_messages_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Below: by hand, because Prisma has no words for it.

-- The newest window of a conversation: who hears of a change to an old message, and who only that something changed.
CREATE INDEX "memberships_window_idx" ON "memberships"("conversation_id", "visible_after") WHERE "left_at" IS NULL AND "visible_after" > 0;

-- What of @all and @here is unread.
CREATE INDEX "messages_everyone_idx" ON "messages"("conversation_id", "seq") WHERE "everyone" IS NOT NULL;

-- As before, with the people a message names, and with what it answers. The names are those of one message as one array
-- literal; only members are mentioned, and nobody by themselves.
CREATE FUNCTION send_messages(
  p_ids uuid[], p_conversations uuid[], p_senders uuid[], p_clients uuid[], p_texts text[], p_lengths int[], p_replies uuid[],
  p_names text[], p_everyone mention_scope[], p_everyone_members int, p_quote_chars int
) RETURNS TABLE (
  ord bigint, outcome text, message_id uuid, seq int, rev int, created_at timestamptz, mentions uuid[],
  everyone mention_scope, quote jsonb, newest_window int
)
LANGUAGE plpgsql VOLATILE
-- Plans are cached, and one made while the tables were empty would scan them for ever after: every look-up here has its index.
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
  v_outcomes text[];
  v_known uuid[];
  v_mentions text[];
  v_archived uuid[];
  v_announcing uuid[];
BEGIN
  -- In the order of ids, so that two batches never wait for each other in a circle. What the lock brings is the newest
  -- state, so who may write is read here, at no further cost.
  SELECT array_agg(l.id) FILTER (WHERE l.archived_at IS NOT NULL), array_agg(l.id) FILTER (WHERE l.announcement)
  INTO v_archived, v_announcing
  FROM (
    SELECT c.id, c.archived_at, c.announcement FROM conversations c
    WHERE c.id = ANY (p_conversations) ORDER BY c.id FOR NO KEY UPDATE
  ) l;

  SELECT array_agg(x.outcome ORDER BY x.ord), array_agg(x.known_id ORDER BY x.ord) INTO v_outcomes, v_known
  FROM (
    SELECT i.ord, known.id AS known_id,
      CASE
        WHEN member.role IS NULL THEN 'not_found'
        WHEN known.conversation_id = i.conversation THEN 'known'
        WHEN known.id IS NOT NULL THEN 'client_id_used'
        -- As libs/contracts/src/permissions.ts has it for "send"; a test compares the two, cell by cell.
        WHEN member.role = 'read_only' OR i.conversation = ANY (v_archived)
          OR (member.role = 'member' AND i.conversation = ANY (v_announcing)) THEN 'forbidden'
        WHEN i.reply IS NOT NULL AND quoted.id IS NULL THEN 'reply_not_found'
        ELSE 'new'
      END AS outcome
    FROM unnest(p_conversations, p_senders, p_clients, p_replies) WITH ORDINALITY AS i (conversation, sender, client, reply, ord)
    LEFT JOIN LATERAL (
      SELECT m.role, m.visible_after FROM memberships m
      WHERE m.conversation_id = i.conversation AND m.user_id = i.sender AND m.left_at IS NULL LIMIT 1
    ) member ON true
    LEFT JOIN LATERAL (
      SELECT k.id, k.conversation_id FROM messages k WHERE k.sender_id = i.sender AND k.client_id = i.client LIMIT 1
    ) known ON true
    LEFT JOIN LATERAL (
      SELECT q.id FROM messages q
      WHERE q.id = i.reply AND q.conversation_id = i.conversation AND q.seq > member.visible_after
        AND NOT EXISTS (
          SELECT 1 FROM hidden_messages h
          WHERE h.user_id = i.sender AND h.conversation_id = q.conversation_id AND h.seq = q.seq
        )
      LIMIT 1
    ) quoted ON true
  ) x;

  IF 'new' = ANY (v_outcomes) THEN
    -- Most messages name nobody, and then nobody is looked for.
    IF EXISTS (SELECT 1 FROM unnest(p_names) AS n (names) WHERE n.names IS NOT NULL) THEN
      SELECT array_agg(found.ids::text ORDER BY i.ord) INTO v_mentions
      FROM unnest(p_conversations, p_senders, p_names) WITH ORDINALITY AS i (conversation, sender, names, ord)
      LEFT JOIN LATERAL (
        SELECT array_agg(u.id ORDER BY n.place) AS ids
        FROM unnest(i.names::text[]) WITH ORDINALITY AS n (name, place)
        JOIN users u ON u.username = n.name AND u.id <> i.sender
        JOIN memberships m ON m.conversation_id = i.conversation AND m.user_id = u.id AND m.left_at IS NULL
        WHERE i.names IS NOT NULL
      ) found ON true;
    END IF;

    -- Numbers are allotted to what is new and only to that: so `seq` has no holes.
    WITH fresh AS (
      SELECT i.*, row_number() OVER (PARTITION BY i.conversation ORDER BY i.ord) AS place
      FROM unnest(p_ids, p_conversations, p_senders, p_clients, p_texts, p_lengths, p_replies, v_outcomes, p_everyone, v_mentions)
        WITH ORDINALITY AS i (id, conversation, sender, client, body, length, reply, outcome, everyone, mentions, ord)
      WHERE i.outcome = 'new'
    ), moved AS (
      UPDATE conversations c SET
        seq = c.seq + n.count, rev = c.rev + n.count, activity = nextval('activity'), changed_xid = pg_current_xact_id()
      FROM (SELECT conversation, count(*)::int AS count FROM fresh GROUP BY conversation) n
      WHERE c.id = n.conversation
      RETURNING c.id, c.seq, c.rev, n.count, c.kind, c.member_count
    ), told AS (
      -- A hint for the workers, one a conversation: they read the state as it is when they come.
      INSERT INTO outbox (topic, payload)
      SELECT 'message.sent', jsonb_build_object(
        'conversationId', moved.id, 'rev', moved.rev, 'fromSeq', moved.seq - moved.count + 1, 'toSeq', moved.seq)
      FROM moved
    )
    INSERT INTO messages
      (id, conversation_id, seq, rev, sender_id, client_id, text, text_length, reply_to, mentions, everyone)
    SELECT f.id, f.conversation, moved.seq - moved.count + f.place, moved.rev - moved.count + f.place,
           f.sender, f.client, f.body, f.length, f.reply, coalesce(f.mentions::uuid[], '{}'),
           -- As libs/contracts/src/permissions.ts has it for "everyone".
           CASE WHEN f.everyone IS NOT NULL AND moved.member_count <= p_everyone_members AND (moved.kind = 'group' OR (
             moved.kind = 'room' AND EXISTS (
               SELECT 1 FROM memberships m
               WHERE m.conversation_id = f.conversation AND m.user_id = f.sender AND m.role IN ('owner', 'admin')
             ))) THEN f.everyone END
    FROM fresh f JOIN moved ON moved.id = f.conversation;

    IF v_mentions IS NOT NULL THEN
      INSERT INTO mentions (conversation_id, user_id, seq)
      SELECT w.conversation_id, named.id, w.seq
      FROM messages w CROSS JOIN LATERAL unnest(w.mentions) AS named (id) WHERE w.id = ANY (p_ids);
    END IF;
  END IF;

  -- Most batches answer nothing, and then no quote is looked for.
  IF NOT 'known' = ANY (v_outcomes) AND NOT EXISTS (SELECT 1 FROM unnest(p_replies) AS r (reply) WHERE r.reply IS NOT NULL) THEN
    RETURN QUERY
      SELECT i.ord, i.outcome, m.id, m.seq, m.rev, m.created_at, m.mentions, m.everyone, NULL::jsonb, 0
      FROM unnest(p_ids, v_outcomes) WITH ORDINALITY AS i (id, outcome, ord)
      LEFT JOIN LATERAL (
        SELECT w.id, w.seq, w.rev, w.created_at, w.mentions, w.everyone FROM messages w WHERE w.id = i.id LIMIT 1
      ) m ON i.outcome = 'new'
      ORDER BY i.ord;
    RETURN;
  END IF;

  RETURN QUERY
    SELECT i.ord, i.outcome, m.id, m.seq, m.rev, m.created_at, m.mentions, m.everyone, q.quote,
      CASE WHEN q.quote IS NOT NULL THEN coalesce((
        SELECT max(s.visible_after) FROM memberships s
        WHERE s.conversation_id = m.conversation_id AND s.left_at IS NULL AND s.visible_after > 0
      ), 0) ELSE 0 END
    FROM unnest(p_ids, v_outcomes, v_known) WITH ORDINALITY AS i (id, outcome, known_id, ord)
    LEFT JOIN LATERAL (
      SELECT w.id, w.conversation_id, w.seq, w.rev, w.created_at, w.mentions, w.everyone, w.reply_to
      FROM messages w WHERE w.id = coalesce(i.known_id, i.id) LIMIT 1
    ) m ON i.outcome IN ('new', 'known')
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object(
        'messageId', o.id, 'seq', o.seq, 'senderId', o.sender_id, 'text', left(o.text, p_quote_chars),
        'deleted', o.deleted_at IS NOT NULL) AS quote
      FROM messages o WHERE o.id = m.reply_to LIMIT 1
    ) q ON m.reply_to IS NOT NULL
    ORDER BY i.ord;
END
$$;
