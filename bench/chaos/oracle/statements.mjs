/** Each takes the ids of the conversations that are looked at. */
export const stored = `
  SELECT id, conversation_id AS "conversationId", seq, sender_id AS "senderId", client_id AS "clientId"
  FROM messages WHERE conversation_id = ANY ($1::uuid[]) ORDER BY conversation_id, seq`;

export const counted = `SELECT id, seq FROM conversations WHERE id = ANY ($1::uuid[])`;

/** What is unread by its definition: after my pointer and where my window begins, not mine, not deleted, counted up to 1000. */
export const members = `
  SELECT m.conversation_id AS "conversationId", m.user_id AS "userId", m.left_at IS NULL AS "isMember",
    m.visible_after AS "visibleAfter", m.read_seq AS "readSeq",
    (SELECT least(count(*), 1000)::int FROM messages x
     WHERE x.conversation_id = m.conversation_id AND x.sender_id <> m.user_id
       AND x.seq > m.read_seq AND x.seq > m.visible_after AND x.deleted_at IS NULL) AS unread
  FROM memberships m WHERE m.conversation_id = ANY ($1::uuid[])`;

/** What of the work behind the commits has not been done. @param {boolean} hasJobs the broker is PostgreSQL */
export const waiting = (hasJobs) => `
  SELECT (SELECT count(*)::int FROM outbox) AS outbox, (SELECT count(*)::int FROM mails) AS mails,
    ${hasJobs ? '(SELECT count(*)::int FROM graphile_worker._private_jobs)' : '0'} AS jobs`;
