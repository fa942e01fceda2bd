-- oldest: 0.1.0

-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "preview" JSONB;

-- Below: by hand, because Prisma has no words for it.

-- As before, with a hint of its own for each message whose `p_more` says `linked`.
CREATE OR REPLACE FUNCTION send_messages(
  p_ids uuid[], p_conversations uuid[], p_senders uuid[], p_clients uuid[], p_texts text[], p_lengths int[], p_replies uuid[],
  p_names text[], p_everyone mention_scope[], p_more jsonb[], p_everyone_members int, p_quote_chars int
) RETURNS TABLE (
  ord int, outcome text, message_id uuid, seq int, rev int, created_at timestamptz, mentions uuid[],
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
        WHEN known.conversation_id = p_conversations[i.ord] THEN 'known'
        WHEN known.id IS NOT NULL THEN 'client_id_used'
        -- As libs/contracts/src/permissions.ts has it for "send"; a test compares the two, cell by cell.
        WHEN member.role = 'read_only' OR p_conversations[i.ord] = ANY (v_archived)
          OR (member.role = 'member' AND p_conversations[i.ord] = ANY (v_announcing)) THEN 'forbidden'
        WHEN p_replies[i.ord] IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM messages q
          WHERE q.id = p_replies[i.ord] AND q.conversation_id = p_conversations[i.ord] AND q.seq > member.visible_after
            AND NOT EXISTS (
              SELECT 1 FROM hidden_messages h
              WHERE h.user_id = p_senders[i.ord] AND h.conversation_id = q.conversation_id AND h.seq = q.seq
            )
        ) THEN 'reply_not_found'
        ELSE 'new'
      END AS outcome
    FROM generate_subscripts(p_ids, 1) AS i (ord)
    LEFT JOIN LATERAL (
      SELECT m.role, m.visible_after FROM memberships m
      WHERE m.conversation_id = p_conversations[i.ord] AND m.user_id = p_senders[i.ord] AND m.left_at IS NULL LIMIT 1
    ) member ON true
    LEFT JOIN LATERAL (
      SELECT k.id, k.conversation_id FROM messages k
      WHERE k.sender_id = p_senders[i.ord] AND k.client_id = p_clients[i.ord] LIMIT 1
    ) known ON true
  ) x;

  -- Most messages name nobody, and then nobody is looked for.
  IF p_names IS NOT NULL THEN
    SELECT array_agg(found.ids::text ORDER BY i.ord) INTO v_mentions
    FROM generate_subscripts(p_ids, 1) AS i (ord)
    LEFT JOIN LATERAL (
      SELECT array_agg(u.id ORDER BY n.place) AS ids
      FROM unnest(p_names[i.ord]::text[]) WITH ORDINALITY AS n (name, place)
      JOIN users u ON u.username = n.name AND u.id <> p_senders[i.ord]
      JOIN memberships m ON m.conversation_id = p_conversations[i.ord] AND m.user_id = u.id AND m.left_at IS NULL
    ) found ON true;
  END IF;

  RETURN QUERY
  -- Numbers are allotted to what is new and only to that: so `seq` has no holes.
  WITH fresh AS (
    SELECT i.ord, p_conversations[i.ord] AS conversation,
           row_number() OVER (PARTITION BY p_conversations[i.ord] ORDER BY i.ord) AS place
    FROM generate_subscripts(p_ids, 1) AS i (ord)
    WHERE v_outcomes[i.ord] = 'new'
  ), moved AS (
    UPDATE conversations c SET
      seq = c.seq + n.count, rev = c.rev + n.count, activity = nextval('activity'), changed_xid = pg_current_xact_id()
    FROM (SELECT f.conversation, count(*)::int AS count FROM fresh f GROUP BY f.conversation) n
    WHERE c.id = n.conversation
    RETURNING c.id, c.seq, c.rev, n.count, c.kind, c.member_count
  ), told AS (
    -- A hint for the workers, one a conversation: they read the state as it is when they come.
    INSERT INTO outbox (topic, payload)
    SELECT 'message.sent', jsonb_build_object(
      'conversationId', moved.id, 'rev', moved.rev, 'fromSeq', moved.seq - moved.count + 1, 'toSeq', moved.seq)
    FROM moved
  ), written AS (
    INSERT INTO messages
      (id, conversation_id, seq, rev, sender_id, client_id, text, text_length, reply_to, mentions, everyone, body_hash,
       forwarded_sender, forwarded_at)
    SELECT p_ids[f.ord], f.conversation, moved.seq - moved.count + f.place, moved.rev - moved.count + f.place,
           p_senders[f.ord], p_clients[f.ord], p_texts[f.ord], p_lengths[f.ord], p_replies[f.ord],
           coalesce(v_mentions[f.ord]::uuid[], '{}'),
           -- As libs/contracts/src/permissions.ts has it for "everyone".
           CASE WHEN p_everyone[f.ord] IS NOT NULL AND moved.member_count <= p_everyone_members AND (moved.kind = 'group' OR (
             moved.kind = 'room' AND EXISTS (
               SELECT 1 FROM memberships m
               WHERE m.conversation_id = f.conversation AND m.user_id = p_senders[f.ord] AND m.role IN ('owner', 'admin')
             ))) THEN p_everyone[f.ord] END,
           p_more[f.ord]->>'body', (p_more[f.ord]->>'forwardedSender')::uuid, (p_more[f.ord]->>'forwardedAt')::timestamptz
    FROM fresh f JOIN moved ON moved.id = f.conversation
    RETURNING id, conversation_id, seq, rev, created_at, mentions, everyone, reply_to
  ), named AS (
    INSERT INTO mentions (conversation_id, user_id, seq)
    SELECT w.conversation_id, n.id, w.seq FROM written w CROSS JOIN LATERAL unnest(w.mentions) AS n (id)
  )
  SELECT i.ord, v_outcomes[i.ord], coalesce(w.id, v_known[i.ord]), w.seq, w.rev, w.created_at, w.mentions, w.everyone,
    q.quote,
    CASE WHEN q.quote IS NOT NULL THEN coalesce((
      SELECT max(s.visible_after) FROM memberships s
      WHERE s.conversation_id = w.conversation_id AND s.left_at IS NULL AND s.visible_after > 0
    ), 0) ELSE 0 END
  FROM generate_subscripts(p_ids, 1) AS i (ord)
  LEFT JOIN written w ON w.id = p_ids[i.ord]
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object(
      'messageId', o.id, 'seq', o.seq, 'senderId', o.sender_id, 'text', left(o.text, p_quote_chars),
      'deleted', o.deleted_at IS NOT NULL) AS quote
    FROM messages o WHERE o.id = w.reply_to LIMIT 1
  ) q ON w.reply_to IS NOT NULL
  ORDER BY i.ord;

  -- Few messages lead anywhere, and the others pay nothing for them.
  IF p_more IS NOT NULL THEN
    INSERT INTO outbox (topic, payload)
    SELECT 'link.found', jsonb_build_object('conversationId', m.conversation_id, 'rev', m.rev, 'messageId', m.id)
    FROM generate_subscripts(p_ids, 1) AS i (ord)
    JOIN LATERAL (SELECT l.id, l.conversation_id, l.rev FROM messages l WHERE l.id = p_ids[i.ord] LIMIT 1) m ON true
    WHERE v_outcomes[i.ord] = 'new' AND (p_more[i.ord]->>'linked')::boolean;
  END IF;
END
$$;
