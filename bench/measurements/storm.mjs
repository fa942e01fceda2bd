import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, residentKiB } from '../figures/processor.mjs';
import { quantile } from '../figures/statistics.mjs';
import { startGenerator } from '../load/generators.mjs';
import { openLoad } from '../load/round.mjs';
import { addConversations, addPeople, tokenOf } from '../stage/people.mjs';
import { startServer } from '../stage/server.mjs';
import { roomsEach, seatsOf } from './connecting.mjs';
import { textOf } from './sending.mjs';

const herds = 2;
const rate = 20;

/** @param {import('pg').Pool} pool */
async function statementsOf(pool) {
  const { rows } = await pool.query('SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()');
  return Number(rows[0].xact_commit);
}

/** Pairs who talk all the while. @param {import('pg').Pool} pool */
async function talkers(pool) {
  const people = await addPeople(pool, 'talking', 20);
  const pairs = Array.from({ length: 10 }, (_, nth) => people.slice(2 * nth, 2 * nth + 2));
  const rooms = await addConversations(pool, 'direct', pairs);
  return pairs.map((pair, nth) => pair.map((id) => ({ token: tokenOf(id), room: rooms[nth] ?? '' })));
}

/**
 * How long everybody takes to be back, and what that does to those who stayed.
 * @param {import('../load/generators.mjs').Generator[]} generators @param {import('../load/round.mjs').OpenLoad} open
 * @param {import('../load/round.mjs').Side} side
 */
async function stampede(generators, open, side) {
  const load = { rate, text: textOf(200) };
  await open.round(side, { ...load, seconds: 2 });
  const calm = await open.round(side, { ...load, seconds: 10 });
  const before = { memory: residentKiB(side.pid), cpu: cpuOf(side.pid) };
  const over = new AbortController();
  let memory = before.memory;
  const watch = (async () => {
    for (; !over.signal.aborted; await sleep(200)) memory = Math.max(memory, residentKiB(side.pid));
  })();
  /** @type {import('../load/round.mjs').Round[]} */
  const rough = [];
  const talk = (async () => {
    while (!over.signal.aborted) rough.push(await open.round(side, { ...load, seconds: 5 }));
  })();
  const back = await Promise.all(generators.map((generator) => generator.stampede()));
  over.abort();
  const cpu = cpuOf(side.pid) - before.cpu;
  await Promise.all([watch, talk]);
  const waits = Float64Array.from(back.flatMap((one) => [...one.waits]));
  return {
    calm,
    rough,
    waits,
    failures: back.reduce((sum, one) => sum + one.failures, 0),
    memory: { before: before.memory / 1024, most: memory / 1024 },
    cpu,
  };
}

/**
 * Everybody is dropped at once, and comes back.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function storm({ cluster, quick }) {
  const sockets = quick ? 2_000 : 10_000;
  const { url, pool } = await cluster.database('storm');
  await (await startServer(url)).stop();
  const seats = await seatsOf(pool, sockets);
  const pairs = await talkers(pool);
  const server = await startServer(url);
  const generators = Array.from({ length: herds }, () => startGenerator());
  const [senders, receivers] = [0, 1].map((place) => pairs.flatMap((pair) => pair.slice(place, place + 1)));
  const side = { name: 'parley', dialect: 'parley', url: server.url, pid: server.pid, senders, receivers };
  try {
    await Promise.all(
      generators.map((generator, nth) =>
        generator.gather({
          side: 'herd',
          url: server.url,
          dialect: 'parley',
          seats: seats.filter((_, place) => place % herds === nth),
          atOnce: 32,
        }),
      ),
    );
    const open = await openLoad([/** @type {import('../load/round.mjs').Side} */ (side)], cluster);
    const said = await statementsOf(pool);
    const seen = await stampede(generators, open, /** @type {import('../load/round.mjs').Side} */ (side));
    const statements = (await statementsOf(pool)) - said;
    await open.close();
    return report(sockets, seen, statements);
  } finally {
    for (const generator of generators) await generator.stop();
    await server.stop();
    await pool.end();
  }
}

/**
 * @param {number} sockets @param {Awaited<ReturnType<typeof stampede>>} seen @param {number} statements
 * @returns {import('../figures/report.mjs').Measured}
 */
function report(sockets, { calm, rough, waits, failures, memory, cpu }, statements) {
  const p99 = Math.max(...rough.map(({ acks }) => acks.p99));
  return {
    rows: [
      { what: 'storm: half are back after s', parley: [quantile(waits, 0.5) / 1000] },
      { what: 'all are back after s', parley: [quantile(waits, 1) / 1000] },
      { what: 'tries that failed, each', parley: [failures / sockets] },
      { what: 'server CPU ms each', parley: [(cpu * 1000) / sockets] },
      { what: 'statements each, with those of who talks', parley: [statements / sockets] },
      { what: 'server MB before', parley: [memory.before] },
      { what: 'server MB at most', parley: [memory.most] },
      { what: 'who talks: acknowledged p99 ms before', parley: [calm.acks.p99] },
      { what: 'who talks: acknowledged p50 ms meanwhile', parley: rough.map(({ acks }) => acks.p50) },
      { what: 'who talks: acknowledged p99 ms meanwhile', parley: [p99] },
    ],
    remarks: [`${sockets} sockets, each in ${roomsEach} rooms, dropped at once; 10 pairs say ${rate} a second`],
    data: { calm, rough, waits: [...waits], failures, memory, cpu, statements },
    isVoid: [calm, ...rough].some(({ lost, unanswered }) => lost + unanswered > 0),
  };
}
