-- oldest: 0.1.0

-- CreateEnum
CREATE TYPE "history_setting" AS ENUM ('all', 'joined');

-- CreateEnum
CREATE TYPE "notify_level" AS ENUM ('all', 'mentions', 'nothing');

-- CreateEnum
CREATE TYPE "membership_end" AS ENUM ('left', 'removed', 'deleted');

-- AlterTable
ALTER TABLE "conversations" ADD COLUMN     "announcement" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "client_id" UUID,
ADD COLUMN     "created_by" UUID,
ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "history" "history_setting" NOT NULL DEFAULT 'all',
ADD COLUMN     "hue" INTEGER,
ADD COLUMN     "member_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "topic" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "ended_as" "membership_end";

-- CreateTable
CREATE TABLE "member_settings" (
    "conversation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "notify" "notify_level" NOT NULL DEFAULT 'all',
    "muted_until" TIMESTAMPTZ(3),
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "marked_unread" BOOLEAN NOT NULL DEFAULT false,
    "settings_rev" INTEGER NOT NULL DEFAULT 0,
    "draft" TEXT NOT NULL DEFAULT '',
    "draft_rev" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "member_settings_pkey" PRIMARY KEY ("conversation_id","user_id")
);

-- CreateTable
CREATE TABLE "bans" (
    "conversation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "banned_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bans_pkey" PRIMARY KEY ("conversation_id","user_id")
);

-- CreateIndex
CREATE INDEX "member_settings_user_id_idx" ON "member_settings"("user_id");

-- CreateIndex
CREATE INDEX "bans_user_id_idx" ON "bans"("user_id");

-- CreateIndex
CREATE INDEX "bans_banned_by_idx" ON "bans"("banned_by");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_created_by_client_id_key" ON "conversations"("created_by", "client_id");

-- AddForeignKey
ALTER TABLE "member_settings" ADD CONSTRAINT "member_settings_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_settings" ADD CONSTRAINT "member_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bans" ADD CONSTRAINT "bans_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bans" ADD CONSTRAINT "bans_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bans" ADD CONSTRAINT "bans_banned_by_fkey" FOREIGN KEY ("banned_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Below: by hand, because Prisma has no words for it.

UPDATE "conversations" c SET "member_count" =
  (SELECT count(*) FROM "memberships" m WHERE m."conversation_id" = c."id" AND m."left_at" IS NULL);

-- The room browser. Few conversations are public, so a search among them needs no index of its own.
CREATE INDEX "conversations_public_idx" ON "conversations"("name", "id") WHERE "visibility" = 'public' AND "deleted_at" IS NULL;

-- What the purge looks for.
CREATE INDEX "conversations_deleted_idx" ON "conversations"("deleted_at") WHERE "deleted_at" IS NOT NULL;

-- The oldest admin or member, when an owner leaves; and the owners there are.
CREATE INDEX "memberships_standing_idx" ON "memberships"("conversation_id", "role", "since") WHERE "left_at" IS NULL;

ALTER TABLE "conversations"
    ADD CONSTRAINT "conversations_hue" CHECK ("hue" BETWEEN 0 AND 359),
    ADD CONSTRAINT "conversations_member_count" CHECK ("member_count" >= 0);

-- As before, and whoever may not write is told so: read-only members, members where few write, everybody in an archive.
CREATE OR REPLACE FUNCTION send_messages(
  p_ids uuid[], p_conversations uuid[], p_senders uuid[], p_clients uuid[], p_texts text[], p_lengths int[], p_replies uuid[]
) RETURNS TABLE (ord bigint, outcome text, message_id uuid, seq int, rev int, created_at timestamptz)
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
      WHERE q.id = i.reply AND q.conversation_id = i.conversation AND q.seq > member.visible_after LIMIT 1
    ) quoted ON true
  ) x;

  IF 'new' = ANY (v_outcomes) THEN
    -- Numbers are allotted to what is new and only to that: so `seq` has no holes.
    WITH fresh AS (
      SELECT i.*, row_number() OVER (PARTITION BY i.conversation ORDER BY i.ord) AS place
      FROM unnest(p_ids, p_conversations, p_senders, p_clients, p_texts, p_lengths, p_replies, v_outcomes)
        WITH ORDINALITY AS i (id, conversation, sender, client, body, length, reply, outcome, ord)
      WHERE i.outcome = 'new'
    ), moved AS (
      UPDATE conversations c SET
        seq = c.seq + n.count, rev = c.rev + n.count, activity = nextval('activity'), changed_xid = pg_current_xact_id()
      FROM (SELECT conversation, count(*)::int AS count FROM fresh GROUP BY conversation) n
      WHERE c.id = n.conversation
      RETURNING c.id, c.seq, c.rev, n.count
    ), told AS (
      -- A hint for the workers, one a conversation: they read the state as it is when they come.
      INSERT INTO outbox (topic, payload)
      SELECT 'message.sent', jsonb_build_object(
        'conversationId', moved.id, 'rev', moved.rev, 'fromSeq', moved.seq - moved.count + 1, 'toSeq', moved.seq)
      FROM moved
    )
    INSERT INTO messages (id, conversation_id, seq, rev, sender_id, client_id, text, text_length, reply_to)
    SELECT f.id, f.conversation, moved.seq - moved.count + f.place, moved.rev - moved.count + f.place,
           f.sender, f.client, f.body, f.length, f.reply
    FROM fresh f JOIN moved ON moved.id = f.conversation;
  END IF;

  RETURN QUERY
    SELECT i.ord, i.outcome, m.id, m.seq, m.rev, m.created_at
    FROM unnest(p_ids, v_outcomes, v_known) WITH ORDINALITY AS i (id, outcome, known_id, ord)
    LEFT JOIN LATERAL (
      SELECT w.id, w.seq, w.rev, w.created_at FROM messages w WHERE w.id = coalesce(i.known_id, i.id) LIMIT 1
    ) m ON i.outcome IN ('new', 'known')
    ORDER BY i.ord;
END
$$;
