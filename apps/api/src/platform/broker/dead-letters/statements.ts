// For the server and for the command line alike, which works beside a server or without one.

export const pageText = `
  SELECT id, queue, topic, payload, readable, reason, parked_at AS "parkedAt"
  FROM dead_letters WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`;

/** Back through the outbox, to the queue where it failed: parked or on its way, and never neither. */
export const replayText = `
  WITH letters AS (DELETE FROM dead_letters WHERE id = ANY ($1::uuid[]) AND readable RETURNING queue, topic, payload)
  INSERT INTO outbox (topic, payload, queue) SELECT topic, payload::jsonb, nullif(queue, '') FROM letters`;

export const removeText = 'DELETE FROM dead_letters WHERE id = ANY ($1::uuid[])';
