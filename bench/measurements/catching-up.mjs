import { atMost } from '../figures/musts.mjs';
import { cpuOf } from '../figures/processor.mjs';
import { inTurns } from '../figures/turns.mjs';
import { dialects } from '../load/dialects.mjs';
import { openWire } from '../load/wire.mjs';
import { addConversations, addMessages, addPeople, tokenOf } from '../stage/people.mjs';
import { startServer } from '../stage/server.mjs';
import { statementsOf } from '../stage/statements.mjs';

const missed = 1_000;
const many = 20;

const bare = {
  name: 'bare_changes',
  text: `SELECT m.id, m.seq, m.rev, m.sender_id, m.text, m.created_at FROM unnest($1::uuid[]) AS c (id)
         CROSS JOIN LATERAL (
           SELECT * FROM messages WHERE conversation_id = c.id AND rev > $2 ORDER BY rev LIMIT ${missed}
         ) m`,
};

/**
 * @param {Buffer} answer
 * @returns {{ messages: unknown[], more: boolean }[]}
 */
function pagesOf(answer) {
  const [{ ok, data, error }] = JSON.parse(answer.toString().replace(/^43\d+/, ''));
  if (!ok) throw new Error(JSON.stringify(error));
  return data.items ?? [data];
}

/** @param {Buffer} answer */
function requireAll(answer) {
  const pages = pagesOf(answer);
  const told = pages.reduce((sum, { messages }) => sum + messages.length, 0);
  if (told !== missed || pages.some(({ more }) => more))
    throw new Error(`One answer told ${told} of ${missed} messages.`);
}

/** @param {number} pid @param {() => Promise<unknown>} ask */
async function cpuEach(pid, ask) {
  const times = 40;
  const before = cpuOf(pid);
  for (let time = 0; time < times; time += 1) await ask();
  return ((cpuOf(pid) - before) * 1_000) / times;
}

/**
 * Histories that somebody has missed the end of, and the two questions for it, each beside its bare rows.
 * @param {import('pg').Pool} pool @param {string} url
 */
async function questions(pool, url) {
  const people = await addPeople(pool, 'away', 20);
  const crews = Array.from({ length: many + 1 }, () => people);
  const [one = '', ...some] = await addConversations(pool, 'group', crews);
  await addMessages(pool, [one], 20_000);
  await addMessages(pool, some, 1_000);
  await pool.query('VACUUM ANALYZE');
  const seat = { token: tokenOf(people[0] ?? ''), room: '' };
  const wire = await openWire(url, dialects.parley, seat, () => undefined);
  const since = some.map((conversationId) => ({ conversationId, after: 1_001 - missed / many }));
  const asked = {
    one: () => wire.ask('sync:changes', { conversationId: one, after: 20_001 - missed, limit: missed }),
    some: () => wire.ask('sync:changes', { since }),
  };
  requireAll(await asked.one());
  requireAll(await asked.some());
  return {
    asked,
    bare: {
      bareOne: () => pool.query({ ...bare, values: [[one], 20_001 - missed] }),
      bareSome: () => pool.query({ ...bare, values: [some, 1_001 - missed / many] }),
    },
    close: () => wire.close(),
  };
}

/**
 * W8: a thousand missed messages, of one conversation and of twenty, in one question each.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function catchingUp({ cluster, quick }) {
  const { url, pool } = await cluster.database('missed');
  const server = await startServer(url);
  try {
    const { asked, bare: floor, close } = await questions(pool, server.url);
    const figure = await inTurns({ ...asked, ...floor }, { rounds: 5, turns: quick ? 10 : 50 });
    const rows = [];
    for (const [name, says, beside] of /** @type {const} */ ([
      ['one', '1 conversation', 'bareOne'],
      ['some', `${many} conversations`, 'bareSome'],
    ])) {
      const of = (/** @type {number} */ part) => ({ parley: figure(name, part), floor: figure(beside, part) });
      const statements = await statementsOf(cluster, pool, asked[name]);
      rows.push(
        { what: `W8 ${says}, answered p50 ms`, ...of(0.5), ...atMost(60) },
        { what: `W8 ${says}, answered p99 ms`, ...of(0.99) },
        { what: `W8 ${says}, server CPU ms`, parley: [await cpuEach(server.pid, asked[name])] },
        { what: `W8 ${says}, statements`, parley: [statements.length], ...atMost(3) },
      );
    }
    close();
    return {
      rows,
      remarks: [`${missed} messages of 200 bytes, in one question over a raw socket; floor: the rows, by SQL`],
    };
  } finally {
    await server.stop();
    await pool.end();
  }
}
