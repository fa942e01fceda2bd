import { createHmac, randomUUID } from 'node:crypto';
import { jwtSecret } from './server.mjs';

/** @typedef {import('pg').Pool} Pool */

const coded = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** What a sign-in would have given this person. @param {string} userId */
export function tokenOf(userId) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: userId, sid: userId, jti: randomUUID(), iss: 'parley', aud: 'parley:access', iat: now };
  const said = `${coded({ alg: 'HS256', typ: 'JWT' })}.${coded({ ...claims, exp: now + 80_000 })}`;
  return `${said}.${createHmac('sha256', jwtSecret).update(said).digest('base64url')}`;
}

/**
 * People with a session each, whose id is their own.
 * @param {Pool} pool @param {string} prefix @param {number} count
 * @returns {Promise<string[]>}
 */
export async function addPeople(pool, prefix, count) {
  const { rows } = await pool.query(
    `WITH made AS (
       INSERT INTO users (id, email, username, name)
       SELECT uuidv7(), $1 || n || '@example.org', $1 || n, initcap($1) || ' ' || n FROM generate_series(1, $2::int) n
       RETURNING id
     ), signed_in AS (
       INSERT INTO sessions (id, user_id, expires_at) SELECT id, id, now() + interval '1 day' FROM made
     )
     SELECT id FROM made`,
    [prefix, count],
  );
  return rows.map(({ id }) => id);
}

/**
 * Conversations of one kind, each of its own people; the first of them owns it.
 * @param {Pool} pool @param {'direct' | 'group' | 'room'} kind @param {string[][]} crews
 * @returns {Promise<string[]>}
 */
export async function addConversations(pool, kind, crews) {
  const made = crews.map((userIds) => ({ id: randomUUID(), userIds }));
  await pool.query(
    `INSERT INTO conversations (id, kind, name, direct_key, member_count, rev, own_rev, activity)
     SELECT c.id, $2::conversation_kind, CASE WHEN $2 = 'direct' THEN '' ELSE 'Measured' END, c.key, c.members, 1, 1, nextval('activity')
     FROM unnest($1::uuid[], $3::text[], $4::int[]) AS c (id, key, members)`,
    [
      made.map(({ id }) => id),
      kind,
      made.map(({ userIds }) => (kind === 'direct' ? userIds.toSorted().join(':') : null)),
      made.map(({ userIds }) => userIds.length),
    ],
  );
  await pool.query(
    `INSERT INTO memberships (conversation_id, user_id, role, rev, at_seq)
     SELECT m.conversation, m.person, CASE WHEN m.is_owner THEN 'owner' ELSE 'member' END::role, 1, 0
     FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS m (conversation, person, is_owner)`,
    [
      made.flatMap(({ id, userIds }) => userIds.map(() => id)),
      made.flatMap(({ userIds }) => userIds),
      made.flatMap(({ userIds }) => userIds.map((_, place) => place === 0 && kind !== 'direct')),
    ],
  );
  return made.map(({ id }) => id);
}

/**
 * A history for each conversation, said in turns by its members. Foreign keys are true by construction, and not checked a
 * million times.
 * @param {Pool} pool @param {string[]} conversationIds @param {number} each
 */
export async function addMessages(pool, conversationIds, each) {
  const client = await pool.connect();
  try {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off`);
    await client.query(
      `INSERT INTO messages (id, conversation_id, seq, rev, sender_id, client_id, text, text_length, created_at)
       SELECT uuidv7(), c.id, n, n + 1, c.crew[1 + n % array_length(c.crew, 1)], gen_random_uuid(), said.text,
              octet_length(said.text), now() - interval '1 year' * (1 - n::float8 / $2::int)
       FROM (
         SELECT conversation_id AS id, array_agg(user_id) AS crew FROM memberships
         WHERE conversation_id = ANY ($1::uuid[]) GROUP BY conversation_id
       ) c
       CROSS JOIN generate_series(1, $2::int) n
       CROSS JOIN LATERAL (SELECT rpad(n || ' is what was said, ', 200, md5(n::text)) AS text) said`,
      [conversationIds, each],
    );
    await client.query(
      `UPDATE conversations SET seq = $2, rev = $2 + 1, activity = nextval('activity') WHERE id = ANY ($1::uuid[])`,
      [conversationIds, each],
    );
    await client.query(`RESET session_replication_role; RESET synchronous_commit`);
  } finally {
    client.release();
  }
}
