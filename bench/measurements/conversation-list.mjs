import { atMost } from '../figures/musts.mjs';
import { inTurns } from '../figures/turns.mjs';
import { get } from '../stage/http.mjs';
import { addConversations, addMessages, addPeople, tokenOf } from '../stage/people.mjs';
import { startServer } from '../stage/server.mjs';
import { blocksOf, scannedWhole, statementsOf } from '../stage/statements.mjs';

const people = 1_000;
const mine = 1_000;
const othersDirect = 20_000;
const pageSize = 50;
const filters = ['all', 'unread', 'rooms', 'people', 'archived'];
/** Tables of fewer rows than this are read whole by right. */
const bigFrom = 5_000;

/** The least that could be a page: my latest conversations, each with its last message. */
const barePage = {
  name: 'bare_page',
  text: `SELECT c.*, last.* FROM (
           SELECT c.id, c.name, c.seq, c.rev, m.read_seq, c.activity FROM memberships m
           JOIN conversations c ON c.id = m.conversation_id
           WHERE m.user_id = $1 AND m.left_at IS NULL ORDER BY c.activity DESC LIMIT ${pageSize}
         ) c
         LEFT JOIN LATERAL (
           SELECT x.seq, x.sender_id, x.text, x.created_at FROM messages x
           WHERE x.conversation_id = c.id AND x.seq <= c.seq ORDER BY x.seq DESC LIMIT 1
         ) last ON true`,
};

/**
 * One person with a thousand conversations, among others' tens of thousands. Some are unread, pinned, put away.
 * @param {import('pg').Pool} pool @param {number} messagesEach
 */
async function fill(pool, messagesEach) {
  const [me = '', ...others] = await addPeople(pool, 'person', people);
  const at = (/** @type {number} */ nth) => others[nth % others.length] ?? me;
  const direct = Array.from({ length: mine * 0.4 }, (_, nth) => [me, at(nth)]);
  const groups = Array.from({ length: mine * 0.6 }, (_, nth) => [
    me,
    ...[1, 2, 3, 4].map((step) => at(nth * 7 + step)),
  ]);
  const ids = [...(await addConversations(pool, 'direct', direct)), ...(await addConversations(pool, 'group', groups))];
  // Each pair once: the n-th person with those who are 1, 2, 3 … places further on.
  const pairs = Array.from({ length: othersDirect }, (_, nth) => [
    at(nth),
    at(nth + 1 + Math.floor(nth / others.length)),
  ]);
  await addConversations(pool, 'direct', pairs);
  for (let from = 0; from < ids.length; from += 100) await addMessages(pool, ids.slice(from, from + 100), messagesEach);
  await pool.query(
    `UPDATE memberships m SET read_seq = c.seq - CASE WHEN random() < 0.2 THEN floor(random() * least(c.seq, 50))::int ELSE 0 END
     FROM conversations c WHERE c.id = m.conversation_id AND m.user_id = $1`,
    [me],
  );
  await pool.query(
    `INSERT INTO member_settings (conversation_id, user_id, pinned, archived)
     SELECT id, $1, n <= 5, n > 5 FROM unnest($2::uuid[]) WITH ORDINALITY AS s (id, n) WHERE n <= 50`,
    [me, ids],
  );
  // As autovacuum would have done some minutes later.
  await pool.query('VACUUM ANALYZE');
  return me;
}

/** @param {import('pg').Pool} pool @returns {Promise<Set<string>>} */
async function bigTables(pool) {
  const { rows } = await pool.query(`SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= $1`, [bigFrom]);
  return new Set(rows.map(({ relname }) => relname));
}

/**
 * @param {Record<string, () => Promise<unknown>>} pages
 * @param {{ cluster: import('../stage/database.mjs').Cluster, pool: import('pg').Pool }} database
 */
async function plansOf(pages, { cluster, pool }) {
  const big = await bigTables(pool);
  /** @type {Record<string, import('../stage/statements.mjs').Statement[]>} */
  const told = {};
  for (const [query, ask] of Object.entries(pages)) told[query] = await statementsOf(cluster, pool, ask);
  const all = Object.values(told);
  const whole = all.map((statements) => statements.flatMap(scannedWhole).filter((table) => big.has(table)).length);
  const blocks = all.map((statements) => statements.reduce((sum, statement) => sum + blocksOf(statement), 0));
  return {
    told,
    rows: [
      { what: 'list, statements', parley: [Math.max(...all.map(({ length }) => length))], ...atMost(3) },
      { what: 'list, big tables read whole', parley: [Math.max(...whole)], ...atMost(0) },
      { what: 'list, blocks of 8 KiB read, by filter', parley: blocks },
    ],
  };
}

/**
 * What the list costs the database, for every filter and for a later page, and what it takes through the API.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function conversationList({ cluster, quick }) {
  const { url, pool } = await cluster.database('list');
  const server = await startServer(url);
  try {
    const each = quick ? 100 : 1_000;
    const me = await fill(pool, each);
    const token = tokenOf(me);
    const page = (/** @type {string} */ query) => get(`${server.url}/api/chat?limit=${pageSize}&${query}`, token);
    const { nextCursor } = JSON.parse((await page('')).toString());
    const queries = ['', ...filters.map((filter) => `filter=${filter}`), `cursor=${nextCursor}`];
    const plans = await plansOf(Object.fromEntries(queries.map((query) => [query, () => page(query)])), {
      cluster,
      pool,
    });
    const sql = () => pool.query({ ...barePage, values: [me] });
    const ways = { list: () => page('filter=all'), unread: () => page('filter=unread'), sql };
    const figure = await inTurns(ways, { rounds: 5, turns: quick ? 30 : 200 });
    return {
      rows: [
        ...plans.rows,
        { what: 'list p50 ms', parley: figure('list', 0.5), floor: figure('sql', 0.5) },
        { what: 'list p99 ms', parley: figure('list', 0.99), floor: figure('sql', 0.99) },
        { what: 'list, unread alone, p50 ms', parley: figure('unread', 0.5), floor: figure('sql', 0.5) },
      ],
      remarks: [`${mine} conversations of one person with ${each} messages each, ${othersDirect} of others`],
      data: plans.told,
    };
  } finally {
    await server.stop();
    await pool.end();
  }
}
