import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, cpuOfFamily, machine } from '../figures/processor.mjs';
import { quantile } from '../figures/statistics.mjs';
import { startGenerator } from './generators.mjs';

/**
 * @typedef {import('./dialects.mjs').Seat} Seat
 * @typedef {'parley' | 'floor' | 'xmpp'} Spoken
 * @typedef {{ name: string, dialect: Spoken, url: string, pid: number, senders: Seat[], receivers: Seat[], readAt?: string }} Side `readAt`: another node
 * @typedef {{ rate: number, seconds: number, text: string }} Load
 */

const longestWaitMs = 20_000;
const now = () => Number(process.hrtime.bigint()) / 1e6;

/**
 * Sockets to every side, open for the whole measurement: the senders in one process, those who only read in others, so
 * that nobody's sending waits for somebody's reading.
 * @param {Side[]} sides @param {{ postmaster: number, readers?: number }} options
 */
export async function openLoad(sides, { postmaster, readers = 1 }) {
  const sending = startGenerator();
  const reading = Array.from({ length: readers }, () => startGenerator());
  const all = [sending, ...reading];
  for (const { name, url, dialect, senders, receivers, readAt = url } of sides) {
    const opening = { side: name, url, dialect, atOnce: 32 };
    await sending.open({ ...opening, seats: senders });
    for (const [place, generator] of reading.entries()) {
      const seats = receivers.filter((_, nth) => nth % readers === place);
      await generator.open({ ...opening, url: readAt, seats });
    }
  }
  return {
    /** @param {Side} side @param {Load} load */
    round: (side, load) => round({ side, load, all, postmaster }),
    async close() {
      for (const generator of all) {
        await generator.close();
        await generator.stop();
      }
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openLoad>>} OpenLoad */
/** @typedef {Awaited<ReturnType<typeof round>>} Round */

/** @param {{ side: Side, load: Load, all: import('./generators.mjs').Generator[], postmaster: number }} what */
async function round({ side, load, all, postmaster }) {
  const count = Math.round(load.rate * load.seconds);
  const expected = (count * side.receivers.length) / new Set(side.senders.map(({ room }) => room)).size;
  const run = randomBytes(4).toString('hex');
  const schedule = { run, startAt: now() + 150, rate: load.rate, count, text: load.text };
  await Promise.all(all.map((generator) => generator.listen(side.name, schedule)));
  const before = marks(side.pid, postmaster);
  await all[0]?.send(side.name, schedule);
  await untilDone(all, { count, expected });
  const after = marks(side.pid, postmaster);
  const seen = await Promise.all(all.map((generator) => generator.seen()));
  const sum = (/** @type {(one: import('./generator.mjs').Seen) => number} */ figure) =>
    seen.reduce((total, one) => total + figure(one), 0);
  const server = after.server - before.server;
  const database = after.database - before.database;
  const generators = sum(({ cpu }) => cpu) + after.own - before.own;
  return {
    ...latenciesOf(seen, count),
    sent: count,
    lost: expected - sum(({ received }) => received),
    unanswered: count - sum(({ acks }) => acks.length),
    cpu: { server, database, generators },
    /** Milliseconds of server and database for a thousand deliveries. */
    cost: ((server + database) * 1e6) / expected,
    /** The part of the machine that others on it used. */
    foreign: (after.busy - before.busy - server - database - generators) / (after.all - before.all),
    /** The part that its host gave to other guests. */
    stolen: (after.stolen - before.stolen) / (after.all - before.all),
  };
}

/** CPU seconds up to now. @param {number} pid @param {number} postmaster */
function marks(pid, postmaster) {
  const { user, system } = process.cpuUsage();
  const { all, idle, stolen } = machine();
  const own = (user + system) / 1e6;
  return { server: cpuOf(pid), database: cpuOfFamily(postmaster), own, all, stolen, busy: all - idle - stolen };
}

/** @param {import('./generator.mjs').Seen[]} seen @param {number} count */
function latenciesOf(seen, count) {
  const delivered = Float64Array.from(seen.flatMap(({ latencies }) => [...latencies]));
  const acks = Float64Array.from(seen.flatMap((one) => [...one.acks]));
  const last = Array.from({ length: count }, (_, nth) => Math.max(...seen.map((one) => one.last[nth] ?? 0)));
  const both = (/** @type {ArrayLike<number>} */ values) => ({
    p50: quantile(values, 0.5),
    p99: quantile(values, 0.99),
  });
  return { delivered: both(delivered), acks: both(acks), last: both(last) };
}

/** @param {import('./generators.mjs').Generator[]} all @param {{ count: number, expected: number }} wanted */
async function untilDone(all, { count, expected }) {
  for (const until = now() + longestWaitMs; now() < until; await sleep(20)) {
    const progress = await Promise.all(all.map((generator) => generator.progress()));
    const sum = (/** @type {'received' | 'answered'} */ key) => progress.reduce((total, one) => total + one[key], 0);
    if (sum('received') >= expected && sum('answered') >= count) return;
  }
}
