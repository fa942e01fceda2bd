-- oldest: 0.1.0

-- Most sends come alone and are a text and nothing else: no reply, no mention, no body, no link. For one of these the statements of
-- send_messages cost nine times what it costs in a crowd. Whatever is not plainly allowed is judged there, as if it had been
-- asked at once; a specification compares the two.
CREATE FUNCTION send_plain_message(
  p_id uuid, p_conversation uuid, p_sender uuid, p_client uuid, p_text text, p_length int,
  OUT outcome text, OUT message_id uuid, OUT seq int, OUT rev int, OUT created_at timestamptz, OUT mentions uuid[],
  OUT everyone mention_scope, OUT quote jsonb
)
LANGUAGE plpgsql VOLATILE
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET plan_cache_mode = force_generic_plan
SET lock_timeout = '250ms'
AS $$
#variable_conflict use_variable
DECLARE
  v_announcement boolean;
BEGIN
  -- As libs/contracts/src/permissions.ts has it for "send".
  UPDATE conversations c SET
    seq = c.seq + 1, rev = c.rev + 1, activity = nextval('activity'), changed_xid = pg_current_xact_id()
  WHERE c.id = p_conversation AND c.archived_at IS NULL
    AND EXISTS (
      SELECT FROM memberships m
      WHERE m.conversation_id = p_conversation AND m.user_id = p_sender AND m.left_at IS NULL
        AND m.role <> 'read_only' AND (m.role <> 'member' OR NOT c.announcement)
    )
    AND NOT EXISTS (SELECT FROM messages k WHERE k.sender_id = p_sender AND k.client_id = p_client)
  RETURNING c.seq, c.rev, c.announcement INTO seq, rev, v_announcement;

  IF NOT FOUND THEN
    SELECT s.outcome, s.message_id, s.seq, s.rev, s.created_at, s.mentions, s.everyone, s.quote
    INTO outcome, message_id, seq, rev, created_at, mentions, everyone, quote
    FROM send_messages(
      ARRAY[p_id], ARRAY[p_conversation], ARRAY[p_sender], ARRAY[p_client], ARRAY[p_text], ARRAY[p_length],
      NULL, NULL, NULL, NULL, 0, 0) s;
    RETURN;
  END IF;

  -- If the lock was waited for, the membership was read before that. This statement sees what its holder committed; a twin of
  -- that moment ends at the unique key. Either way all is undone, and the next try sees it from the beginning.
  INSERT INTO messages (id, conversation_id, seq, rev, sender_id, client_id, text, text_length)
  SELECT p_id, p_conversation, seq, rev, p_sender, p_client, p_text, p_length
  FROM memberships m
  WHERE m.conversation_id = p_conversation AND m.user_id = p_sender AND m.left_at IS NULL
    AND m.role <> 'read_only' AND (m.role <> 'member' OR NOT v_announcement)
  RETURNING messages.created_at INTO created_at;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the membership changed while its conversation was waited for' USING ERRCODE = 'serialization_failure';
  END IF;

  INSERT INTO outbox (topic, payload) VALUES (
    'message.sent', jsonb_build_object('conversationId', p_conversation, 'rev', rev, 'fromSeq', seq, 'toSeq', seq));
  outcome := 'new';
  message_id := p_id;
  mentions := '{}';
END
$$;
