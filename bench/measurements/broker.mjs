import { setTimeout as sleep } from 'node:timers/promises';
import { timesSends } from '../figures/musts.mjs';
import { cpuCalled, cpuOf, cpuOfFamily } from '../figures/processor.mjs';
import { openLoad } from '../load/round.mjs';
import { startServer } from '../stage/server.mjs';
import { sidesOf, textOf } from './sending.mjs';

const rate = 1_000;
const rounds = 3;
const longestMs = 120_000;
const rabbit = /beam\.smp.*rabbit/;

/**
 * Hints as sends leave them in the outbox. `message.sent`, which each send leaves, has no worker; `link.found` has one, and it
 * finds no such message: one statement. Each is of a conversation of its own, so that the relay can make no two of them one.
 */
const payloads = {
  'message.sent': `jsonb_build_object('conversationId', gen_random_uuid(), 'rev', n, 'fromSeq', n, 'toSeq', n)`,
  'link.found': `jsonb_build_object('conversationId', gen_random_uuid(), 'rev', n, 'messageId', gen_random_uuid())`,
};

/** @typedef {keyof typeof payloads} Topic */
/** @typedef {{ url: string, pid: number, pool: import('pg').Pool, postmaster: number }} Node */

/** @param {Node} node */
const spent = ({ pid, postmaster }) => cpuOf(pid) + cpuOfFamily(postmaster) + cpuCalled(rabbit);

/** @param {Node} node */
async function done({ url }) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^parley_broker_messages_total\{outcome="done"\} (\d+)/m.exec(text)?.[1] ?? 0);
}

/**
 * CPU milliseconds for a thousand hints, from their rows in the outbox until a worker has done them, or nobody wanted them.
 * @param {Node} node @param {Topic} topic @param {number} count
 */
async function carry(node, topic, count) {
  const wanted = topic === 'link.found' ? (await done(node)) + count : 0;
  const before = spent(node);
  await node.pool.query(
    `INSERT INTO outbox (topic, payload) SELECT $1, ${payloads[topic]} FROM generate_series(1, $2::int) n`,
    [topic, count],
  );
  for (const until = Date.now() + longestMs; ; await sleep(100)) {
    const { rows } = await node.pool.query('SELECT EXISTS (SELECT FROM outbox) AS waits');
    if (!rows[0].waits && (await done(node)) >= wanted) break;
    if (Date.now() > until) throw new Error(`The broker has not carried ${count} × ${topic}.`);
  }
  return ((spent(node) - before) * 1e6) / count;
}

/**
 * Sends and hints in turns: what is carried is measured beside what is sent.
 * @param {Node} node @param {string} name @param {import('../stage/stage.mjs').Stage} stage
 */
async function priceOf(node, name, stage) {
  const arena = async () => ({ parley: node, floor: node, pool: node.pool });
  const shape = { name, conversations: 50, receivers: 1 };
  const [side] = await sidesOf(/** @type {any} */ ({ arena }), shape);
  const open = await openLoad([side], { postmaster: node.postmaster });
  const { seconds } = stage.rounds;
  const count = 5_000;
  const seen = { sends: /** @type {number[]} */ ([]), 'message.sent': [0], 'link.found': [0] };
  try {
    await open.round(side, { rate, seconds: 2, text: textOf(200) });
    for (const topic of /** @type {Topic[]} */ (Object.keys(payloads))) {
      await carry(node, topic, count);
      seen[topic] = [];
    }
    for (let nth = 0; nth < rounds; nth += 1) {
      const { cpu, sent } = await open.round(side, { rate, seconds, text: textOf(200) });
      seen.sends.push(((cpu.server + cpu.database) * 1e6) / sent);
      seen['message.sent'].push(await carry(node, 'message.sent', count));
      seen['link.found'].push(await carry(node, 'link.found', count));
    }
  } finally {
    await open.close();
  }
  return [
    { what: `${name}, as W5 leaves them: CPU ms per 1,000`, parley: seen['message.sent'], ...timesSends },
    { what: `${name}, for a worker, and its work: CPU ms per 1,000`, parley: seen['link.found'] },
  ].map((row) => ({ ...row, floor: seen.sends }));
}

/**
 * What the outbox, its relay and the broker cost beside the sends, with PostgreSQL as the broker, and with RabbitMQ where
 * RABBITMQ_URL names one; its own processes count where they are on this machine.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function broker(stage) {
  const { RABBITMQ_URL } = process.env;
  const { postmaster } = stage.cluster;
  const rows = [];
  for (const [name, settings] of Object.entries({
    embedded: { RABBITMQ_URL: '' },
    ...(RABBITMQ_URL ? { rabbitmq: { RABBITMQ_URL } } : {}),
  })) {
    const { url, pool } = await stage.cluster.database(`broker_${name}`);
    const server = await startServer(url, settings);
    try {
      rows.push(...(await priceOf({ url: server.url, pid: server.pid, pool, postmaster }, name, stage)));
    } finally {
      await pool.end();
      await server.stop();
    }
  }
  return {
    rows,
    remarks: ['beside the hints, in the place of the floor: 1,000 sends of W5, their own hints among them'],
  };
}
