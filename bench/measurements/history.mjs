import { atMost, timesFloor } from '../figures/musts.mjs';
import { inTurns } from '../figures/turns.mjs';
import { get } from '../stage/http.mjs';
import { addConversations, addMessages, addPeople, tokenOf } from '../stage/people.mjs';
import { startServer } from '../stage/server.mjs';
import { statementsOf } from '../stage/statements.mjs';

const pageSize = 50;
const crew = 20;

const barePage = {
  name: 'bare_history',
  text: `SELECT id, seq, sender_id, text, created_at FROM messages
         WHERE conversation_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT ${pageSize}`,
};

/** @param {{ quick: boolean, full: boolean }} how */
function sizesOf({ quick, full }) {
  if (quick) return [1_000, 100_000];
  return full ? [1_000, 100_000, 1_000_000, 10_000_000] : [1_000, 100_000, 1_000_000];
}

/**
 * Pages of fifty from anywhere in a conversation, through the API and by bare SQL.
 * @param {{ url: string, pool: import('pg').Pool, token: string }} server @param {{ id: string, size: number }} conversation
 */
function waysOf({ url, pool, token }, { id, size }) {
  const before = () => pageSize + 1 + Math.floor(Math.random() * (size - pageSize));
  return {
    [`api ${size}`]: () => get(`${url}/api/chat/${id}/messages?limit=${pageSize}&before=${before()}`, token),
    [`sql ${size}`]: () => pool.query({ ...barePage, values: [id, before()] }),
  };
}

/**
 * @param {Awaited<ReturnType<typeof inTurns>>} figure @param {number[]} sizes
 * @returns {import('../figures/report.mjs').Row[]}
 */
function rowsOf(figure, sizes) {
  const [least = 0, most = 0] = [sizes[0], sizes.at(-1)];
  const of = (/** @type {number} */ size, /** @type {number} */ part) => ({
    parley: figure(`api ${size}`, part),
    floor: figure(`sql ${size}`, part),
  });
  return [
    ...sizes.flatMap((size) => [
      { what: `W7 page of 50 of ${size.toLocaleString('en')} p50 ms`, ...of(size, 0.5) },
      { what: `W7 page of 50 of ${size.toLocaleString('en')} p99 ms`, ...of(size, 0.99), ...atMost(10) },
    ]),
    {
      what: 'W7 p50 of the longest against the shortest',
      parley: figure(`api ${most}`, 0.5),
      floor: figure(`api ${least}`, 0.5),
      ...timesFloor(1.5),
    },
  ];
}

/**
 * W7: a page of history costs the same, however much there is.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function history(stage) {
  const { url: databaseUrl, pool } = await stage.cluster.database('history');
  const { url, stop } = await startServer(databaseUrl);
  try {
    const sizes = sizesOf(stage);
    const people = await addPeople(pool, 'reader', crew);
    const ids = await addConversations(
      pool,
      'group',
      sizes.map(() => people),
    );
    for (const [nth, size] of sizes.entries()) await addMessages(pool, ids.slice(nth, nth + 1), size);
    await pool.query('VACUUM ANALYZE');
    const server = { url, pool, token: tokenOf(people[0] ?? '') };
    const ways = sizes.map((size, nth) => waysOf(server, { id: ids[nth] ?? '', size }));
    const turns = stage.quick ? 40 : 200;
    const figure = await inTurns(Object.assign({}, ...ways), { rounds: 5, turns });
    const statements = await statementsOf(stage.cluster, pool, async () => ways.at(-1)?.[`api ${sizes.at(-1)}`]?.());
    return {
      rows: [...rowsOf(figure, sizes), { what: 'W7 statements of a page', parley: [statements.length] }],
      remarks: [`five rounds of ${turns} pages each, from random places; floor: the page alone, by SQL`],
      data: statements,
    };
  } finally {
    await stop();
    await pool.end();
  }
}
