import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from '../figures/musts.mjs';
import { residentKiB } from '../figures/processor.mjs';
import { quantile, slope } from '../figures/statistics.mjs';
import { openLoad } from '../load/round.mjs';
import { sidesOf, textOf } from './sending.mjs';

const ladder = [250, 500, 1_000, 2_000, 4_000, 8_000];
const sampleMs = 500;
/** Before anything is looked at: caches fill, code is compiled, and memory grows as it does once. */
const youthMinutes = 4;
const p99Max = 100;

/** @typedef {{ minute: number, mebibytes: number, lag: number }} Sample */

/**
 * Half of what holds now, on this machine.
 * @param {import('../load/round.mjs').OpenLoad} open @param {import('../load/round.mjs').Side} side
 */
async function halfOfMost(open, side) {
  let most = 0;
  await open.round(side, { rate: 250, seconds: 15, text: textOf(200) });
  for (const rate of ladder) {
    const { delivered, lost, unanswered } = await open.round(side, { rate, seconds: 4, text: textOf(200) });
    if (lost + unanswered > 0 || delivered.p99 >= p99Max) break;
    most = rate;
  }
  return Math.max(most, 200) / 2;
}

/** Age of the oldest row that waits, and memory, until it is over. @param {{ pool: import('pg').Pool, pid: number, signal: AbortSignal }} what */
async function watch({ pool, pid, signal }) {
  const begun = performance.now();
  /** @type {Sample[]} */
  const samples = [];
  const text = `SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8 AS lag FROM outbox`;
  for (; !signal.aborted; await sleep(sampleMs)) {
    const { rows } = await pool.query({ name: 'lag', text });
    samples.push({
      minute: (performance.now() - begun) / 60_000,
      mebibytes: residentKiB(pid) / 1024,
      lag: Math.max(0, rows[0].lag),
    });
  }
  return samples;
}

/**
 * Rounds, one after the other, until the time is over.
 * @template Played
 * @param {number} minutes @param {() => Promise<Played>} play
 */
async function playedFor(minutes, play) {
  /** @type {Played[]} */
  const rounds = [];
  const until = performance.now() + minutes * 60_000;
  while (performance.now() < until) rounds.push(await play());
  return rounds;
}

/** @param {Sample[]} samples */
const growth = (samples) => slope(samples.map(({ minute, mebibytes }) => ({ x: minute, y: mebibytes })));

/**
 * W12: a long run at half of what W5 holds. `--minutes` says how long.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function longRun(stage) {
  const [side] = await sidesOf(stage, { name: 'W12', conversations: 50, receivers: 1 });
  const { pool } = await stage.arena();
  const open = await openLoad([side], { postmaster: stage.cluster.postmaster });
  const over = new AbortController();
  try {
    const rate = await halfOfMost(open, side);
    const play = () => open.round(side, { rate, seconds: 10, text: textOf(200) });
    await playedFor(youthMinutes, play);
    const watching = watch({ pool, pid: side.pid, signal: over.signal });
    const rounds = await playedFor(stage.minutes, play);
    over.abort();
    const samples = await watching;
    const lags = samples.map(({ lag }) => lag);
    return {
      rows: [
        { what: 'W12 memory slope, MB a minute', parley: [growth(samples)], ...atMost(1) },
        {
          what: 'W12 MB, at the beginning, the middle and the end',
          parley: [0, 0.5, 1].map((part) => samples[Math.max(0, Math.ceil(part * samples.length) - 1)]?.mebibytes ?? 0),
        },
        { what: 'W12 outbox lag p99 s', parley: [quantile(lags, 0.99)], ...atMost(1) },
        { what: 'W12 delivered p99 ms', parley: rounds.map(({ delivered }) => delivered.p99) },
        { what: 'W12 CPU ms per 1,000', parley: rounds.map(({ cost }) => cost) },
      ],
      remarks: [
        `${stage.minutes} minutes at ${rate} a second, half of what held just before, after ${youthMinutes} that are left out`,
      ],
      data: { samples, rounds },
      isVoid: rounds.some(({ lost, unanswered }) => lost + unanswered > 0),
    };
  } finally {
    over.abort();
    await open.close();
  }
}
