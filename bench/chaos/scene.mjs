import { setTimeout as sleep } from 'node:timers/promises';
import { Traffic } from './crowd/traffic.mjs';
import { amongPeople, inDatabase } from './oracle/evidence.mjs';
import { judge, ownMs } from './oracle/invariants.mjs';
import { Record } from './oracle/record.mjs';
import { mailsIn } from './oracle/work.mjs';
import { until } from './until.mjs';

/**
 * @typedef {import('./stage/stage.mjs').Stage} Stage
 * @typedef {import('./crowd/crowd.mjs').Crowd} Crowd
 * @typedef {import('./crowd/crowd.mjs').Rooms} Rooms
 * @typedef {import('./oracle/evidence.mjs').Evidence} Evidence
 * @typedef {import('./oracle/evidence.mjs').Ask} Ask
 * @typedef {import('./oracle/work.mjs').Hints} Hints
 * @typedef {{ stage: Stage, crowd: Crowd, hints: Hints | null, random: import('./random.mjs').Random }} World
 * @typedef {{ acts: string[][], verdict: import('./oracle/invariants.mjs').Verdict, acknowledged: number, unsure: number, slowestMs: number, recoveredMs: number | null, seconds: number }} Outcome
 */

/** What is over after healing and what is only late look the same for a while. */
const patienceMs = 30_000;

/** So many are acknowledged before anything happens, and again once it is over. */
const lively = 15;

/**
 * Faults under traffic in rooms of their own: they happen, are healed, everything comes to rest, and the oracle is asked.
 * @param {World} world @param {import('./order.mjs').Acts} acts
 */
export async function play(world, acts) {
  const { crowd } = world;
  const begun = performance.now();
  crowd.record = new Record();
  const rooms = await crowd.furnish();
  const traffic = new Traffic(crowd, rooms, world.random);
  traffic.begin();
  const { record } = crowd;
  /** @type {string[]} */
  const against = [];
  for (const faults of acts) {
    await hasAcknowledged(record, lively, performance.now());
    const happening = faults.map((fault) => fault.happen({ ...world, rooms, record }));
    against.push(...(await Promise.all(happening)).flatMap((found) => found ?? []));
  }
  const healedAt = performance.now();
  const isBack = await hasAcknowledged(record, 1, healedAt);
  const recoveredMs = isBack ? performance.now() - healedAt : null;
  await hasAcknowledged(record, lively, healedAt);
  const isSettled = await traffic.rest(patienceMs);
  const { evidence, verdict } = await conclude(world, rooms);
  verdict.set('promise', against);
  if (!isBack) verdict.get('I6')?.push('nobody was acknowledged any more');
  if (!isSettled) verdict.get('I6')?.push('what was begun was never settled');
  const acknowledged = record.sends.filter(({ acks }) => acks.length > 0).length;
  const unsure = record.sends.length - acknowledged;
  const slowestMs = Math.max(0, ...record.asks.map((ask) => ownMs(record, ask)));
  const seconds = (performance.now() - begun) / 1000;
  const names = acts.map((faults) => faults.map(({ name }) => name));
  /** @type {Outcome} */
  const outcome = { acts: names, verdict, acknowledged, unsure, slowestMs, recoveredMs, seconds };
  return { outcome, rooms, record, evidence };
}

/** @param {Record} record @param {number} count @param {number} since */
function hasAcknowledged({ sends }, count, since) {
  const newer = () => sends.flatMap(({ acks }) => acks).filter(({ at }) => at > since);
  return until(() => newer().length >= count, patienceMs, 10);
}

/** Looks until nothing speaks against any invariant, or patience ends. @param {World} world @param {Rooms} rooms */
async function conclude(world, rooms) {
  const { record } = world.crowd;
  const end = performance.now() + patienceMs;
  for (;;) {
    const evidence = await gather(world, rooms);
    const verdict = judge(record, evidence);
    const isClean = [...verdict.values()].every((against) => against.length === 0);
    if (isClean || performance.now() > end) return { evidence, verdict };
    await sleep(300);
  }
}

/** @param {World} world @param {Rooms} rooms @returns {Promise<Evidence>} */
async function gather({ stage, crowd, hints }, rooms) {
  const people = await amongPeople(crowd, rooms);
  const ask = (/** @type {string} */ text, /** @type {unknown[]} */ values = []) => stage.pool.query(text, values);
  const database = await inDatabase(ask, Object.values(rooms));
  const mails = await mailsIn(stage.nodes.map(({ env }) => env['DATA_DIR'] ?? ''));
  settleReaders(crowd, database.rows);
  return { ...people, ...database, mails, hinted: hints?.seen ?? null };
}

/** A client that has nothing on its way any more was acknowledged for all it sent. @param {Crowd} crowd @param {Evidence['rows']} rows */
function settleReaders(crowd, rows) {
  for (const reader of crowd.readers.filter(({ connection }) => connection.pending === 0)) {
    const mine = crowd.record.sends.filter(
      ({ senderId, acks }) => senderId === reader.session.me?.id && acks.length === 0,
    );
    for (const send of mine) {
      const row = rows.find(({ clientId }) => clientId === send.clientId);
      const items = reader.timeline(send.conversationId).items();
      const isFailed = items.some(({ message, state }) => message.clientId === send.clientId && state === 'failed');
      if (!isFailed) send.acks.push({ at: performance.now(), id: row?.id ?? 'nothing', seq: row?.seq ?? 0 });
    }
  }
}
