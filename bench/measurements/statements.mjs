import { randomUUID } from 'node:crypto';
import { atMost } from '../figures/musts.mjs';
import { dialects } from '../load/dialects.mjs';
import { openWire } from '../load/wire.mjs';
import { get } from '../stage/http.mjs';
import { addConversations, addMessages, addPeople, tokenOf } from '../stage/people.mjs';
import { startServer } from '../stage/server.mjs';
import { statementsOf } from '../stage/statements.mjs';

const crowd = 500;
const rooms = 20;
const said = 100;

/**
 * Somebody with twenty rooms, two of them in a direct conversation, and what is asked for most.
 * @param {string} url @param {import('pg').Pool} pool
 */
async function questions(url, pool) {
  const people = await addPeople(pool, 'counted', crowd);
  const [me = '', other = ''] = people;
  const [direct = ''] = await addConversations(pool, 'direct', [[me, other]]);
  const ids = await addConversations(
    pool,
    'room',
    Array.from({ length: rooms }, () => people),
  );
  await addMessages(pool, [direct, ...ids], said);
  await pool.query('VACUUM ANALYZE');
  const token = tokenOf(me);
  const wire = await openWire(url, dialects.parley, { token, room: '' }, () => undefined);
  const [room = ''] = ids;
  const send = (/** @type {string} */ conversationId) => () =>
    wire.ask('message:send', { conversationId, clientId: randomUUID(), text: 'counted' });
  let read = 0;
  return {
    wire,
    asked: {
      'a send to 1': { ask: send(direct), most: undefined },
      'a send to 500': { ask: send(room), most: undefined },
      'a pointer moved': {
        ask: () => wire.ask('message:read', { conversationId: room, seq: (read += 1) }),
        most: undefined,
      },
      'a page of history': { ask: () => get(`${url}/api/chat/${room}/messages?limit=50`, token), most: undefined },
      'a page of the list': { ask: () => get(`${url}/api/chat?limit=50`, token), most: 3 },
      'catching up with 1': {
        ask: () => wire.ask('sync:changes', { conversationId: room, after: 1, limit: said }),
        most: 3,
      },
      [`catching up with ${rooms}`]: {
        ask: () => wire.ask('sync:changes', { since: ids.map((conversationId) => ({ conversationId, after: 1 })) }),
        most: 3,
      },
    },
  };
}

/**
 * Statements of what is asked for most: what a change made dearer by one is seen on any machine, however loaded.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function statements({ cluster }) {
  const { url: databaseUrl, pool } = await cluster.database('counted');
  const server = await startServer(databaseUrl);
  try {
    const { wire, asked } = await questions(server.url, pool);
    /** @type {import('../figures/report.mjs').Row[]} */
    const rows = [];
    for (const [name, { ask, most }] of Object.entries(asked)) {
      const told = await statementsOf(cluster, pool, ask);
      rows.push({ what: `statements of ${name}`, parley: [told.length], ...(most ? atMost(most) : {}) });
    }
    wire.close();
    return {
      rows,
      remarks: ['those before the answer, the fewest of five times: what comes by the clock is left out'],
    };
  } finally {
    await server.stop();
    await pool.end();
  }
}
