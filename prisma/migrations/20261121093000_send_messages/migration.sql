-- oldest: 0.1.0

-- A transaction's worth of sends, from any senders to any conversations: docs/protocol.md, sending.
-- VOLATILE, so that each statement below has a snapshot of its own. One statement with CTEs would see the world as it was
-- before it waited for the lock, and miss a removal or a twin committed meanwhile.
-- The caller merges twins (same sender and client id) within one batch.
CREATE FUNCTION send_messages(
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
BEGIN
  -- In the order of ids, so that two batches never wait for each other in a circle.
  PERFORM 1 FROM conversations c WHERE c.id = ANY (p_conversations) ORDER BY c.id FOR NO KEY UPDATE;

  SELECT array_agg(x.outcome ORDER BY x.ord), array_agg(x.known_id ORDER BY x.ord) INTO v_outcomes, v_known
  FROM (
    SELECT i.ord, known.id AS known_id,
      CASE
        WHEN member.role IS NULL THEN 'not_found'
        WHEN known.conversation_id = i.conversation THEN 'known'
        WHEN known.id IS NOT NULL THEN 'client_id_used'
        WHEN member.role = 'read_only' THEN 'forbidden'
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
