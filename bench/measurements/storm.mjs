import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, cpuOfFamily, residentKiB } from '../figures/processor.mjs';
import { quantile } from '../figures/statistics.mjs';
import { startGenerator } from '../load/generators.mjs';
import { openLoad } from '../load/round.mjs';
import { addConversations, addPeople, tokenOf } from '../stage/people.mjs';
import { startFloor, startProbed, startServer } from '../stage/server.mjs';
import { roomsEach, seatsOf } from './connecting.mjs';
import { textOf } from './sending.mjs';

const herds = 2;
const rate = 20;
const niceness = 10;

/** @typedef {import('../load/dialects.mjs').Seat} Seat */
/** @typedef {{ dialect: 'parley' | 'floor', start: (settings: Record<string, string>) => Promise<import('../stage/server.mjs').Running>, pool: import('pg').Pool }} Beset */

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
 * @param {import('../load/round.mjs').Side} side @param {number} postmaster
 */
async function stampede(generators, open, side, postmaster) {
  const load = { rate, text: textOf(200) };
  await open.round(side, { ...load, seconds: 5 });
  const calm = await open.round(side, { ...load, seconds: 10 });
  const before = { memory: residentKiB(side.pid), cpu: cpuOf(side.pid), database: cpuOfFamily(postmaster) };
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
  await sleep(500);
  const from = Date.now();
  const back = await Promise.all(generators.map((generator) => generator.stampede()));
  const to = Date.now();
  over.abort();
  const cpu = cpuOf(side.pid) - before.cpu;
  const database = cpuOfFamily(postmaster) - before.database;
  await Promise.all([watch, talk]);
  return {
    calm,
    rough,
    from,
    to,
    waits: Float64Array.from(back.flatMap((one) => [...one.waits])),
    failures: back.reduce((sum, one) => sum + one.failures, 0),
    memory: { before: before.memory / 1024, most: memory / 1024 },
    cpu,
    database,
  };
}

/**
 * One server, up to its end.
 * @param {Beset} beset @param {Seat[]} seats @param {Seat[][]} pairs @param {import('../stage/database.mjs').Cluster} cluster
 */
async function beset({ dialect, start, pool }, seats, pairs, cluster) {
  const server = await startProbed(start);
  const generators = Array.from({ length: herds }, () => startGenerator(niceness));
  const [senders = [], receivers = []] = [0, 1].map((place) => pairs.flatMap((pair) => pair.slice(place, place + 1)));
  const side = { name: dialect, dialect, url: server.url, pid: server.pid, senders, receivers };
  let isStopped = false;
  try {
    const gathering = { side: 'herd', url: server.url, dialect, atOnce: 32 };
    const share = (/** @type {number} */ nth) => seats.filter((_, place) => place % herds === nth);
    await Promise.all(generators.map((generator, nth) => generator.gather({ ...gathering, seats: share(nth) })));
    const open = await openLoad([side], cluster);
    const said = await statementsOf(pool);
    const seen = await stampede(generators, open, side, cluster.postmaster);
    const statements = (await statementsOf(pool)) - said;
    await open.close();
    isStopped = true;
    const turns = await server.turns();
    const longest = (/** @type {'ms' | 'busy'} */ what, /** @type {number} */ from, /** @type {number} */ to) =>
      Math.max(0, ...turns.filter(({ at }) => at >= from && at < to).map((turn) => turn[what]));
    const calm = /** @type {const} */ ([seen.from - 10_000, seen.from]);
    const rough = /** @type {const} */ ([seen.from, seen.to + 1_000]);
    return {
      ...seen,
      statements,
      turns,
      longest: { before: longest('ms', ...calm), meanwhile: longest('ms', ...rough) },
      busiest: { before: longest('busy', ...calm), meanwhile: longest('busy', ...rough) },
    };
  } finally {
    for (const generator of generators) await generator.stop();
    if (!isStopped) await server.stop();
  }
}

/** @typedef {Awaited<ReturnType<typeof beset>>} Seen */

/**
 * Everybody is dropped at once, and comes back: at Parley, then at the floor.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function storm({ cluster, quick, sockets = quick ? 2_000 : 10_000 }) {
  const ours = await cluster.database('storm');
  const bare = await cluster.database('storm_floor');
  await (await startServer(ours.url)).stop();
  const seats = await seatsOf(ours.pool, sockets);
  const pairs = await talkers(ours.pool);
  try {
    const parley = await beset(
      { dialect: 'parley', start: (settings) => startServer(ours.url, settings), pool: ours.pool },
      seats,
      pairs,
      cluster,
    );
    const floor = await beset(
      { dialect: 'floor', start: (settings) => startFloor(bare.url, settings), pool: bare.pool },
      seats,
      pairs,
      cluster,
    );
    return report(sockets, parley, floor);
  } finally {
    await ours.pool.end();
    await bare.pool.end();
  }
}

/** Of the five seconds in which it was worst. @param {Seen} seen @param {'p50' | 'p99'} part @param {'acks' | 'delivered'} what */
const worst = ({ rough }, part, what) => Math.max(...rough.map((round) => round[what][part]));

/**
 * @param {number} sockets @param {Seen} parley @param {Seen} floor
 * @returns {import('../figures/report.mjs').Measured}
 */
function report(sockets, parley, floor) {
  /** @param {string} what @param {(seen: Seen) => number} figure */
  const row = (what, figure) => ({ what, parley: [figure(parley)], floor: [figure(floor)] });
  return {
    rows: [
      row('storm: half are back after s', ({ waits }) => quantile(waits, 0.5) / 1000),
      row('all are back after s', ({ waits }) => quantile(waits, 1) / 1000),
      row('tries that failed, each', ({ failures }) => failures / sockets),
      row('server CPU ms each', ({ cpu }) => (cpu * 1000) / sockets),
      row('database CPU ms each', ({ database }) => (database * 1000) / sockets),
      row('statements each, with those of who talks', ({ statements }) => statements / sockets),
      row('server MB before', ({ memory }) => memory.before),
      row('server MB at most', ({ memory }) => memory.most),
      row('longest turn of the event loop ms before', ({ longest }) => longest.before),
      row('longest turn of the event loop ms meanwhile', ({ longest }) => longest.meanwhile),
      row('CPU ms of the busiest turn before', ({ busiest }) => busiest.before),
      row('CPU ms of the busiest turn meanwhile', ({ busiest }) => busiest.meanwhile),
      ...['acks', 'delivered'].flatMap((what) => [
        row(`who talks: ${what} p50 ms before`, ({ calm }) => calm[/** @type {'acks'} */ (what)].p50),
        row(`${what} p99 ms before`, ({ calm }) => calm[/** @type {'acks'} */ (what)].p99),
        row(`${what} p50 ms in the worst five seconds`, (seen) => worst(seen, 'p50', /** @type {'acks'} */ (what))),
        row(`${what} p99 ms in the worst five seconds`, (seen) => worst(seen, 'p99', /** @type {'acks'} */ (what))),
      ]),
    ],
    remarks: [
      `${sockets} sockets dropped at once, each in ${roomsEach} rooms (one at the floor); 10 pairs say ${rate} a second`,
    ],
    data: { parley: { ...parley, waits: [...parley.waits] }, floor: { ...floor, waits: [...floor.waits] } },
    isVoid: [parley, floor].some(({ calm, rough }) =>
      [calm, ...rough].some(({ lost, unanswered }) => lost + unanswered > 0),
    ),
  };
}
