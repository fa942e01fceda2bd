import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { residentKiB } from '../figures/processor.mjs';
import { atMost } from '../figures/musts.mjs';
import { dialects, idOf } from '../load/dialects.mjs';
import { openWire } from '../load/wire.mjs';
import { addConversations, addPeople, tokenOf } from '../stage/people.mjs';
import { startFloor, startServer } from '../stage/server.mjs';

/** On the wire each quotation mark is two bytes: the longest text that comes whole with its message makes a frame of 8 KiB. */
const text = '\\"'.repeat(4_096);
const frame = 2 * 4_096;
const atOnce = 32;
const mega = 1024 * 1024;

/**
 * Lets so many bytes pass to somebody who reads, and answers how many MB the server took at its most: between two of its
 * collections a busy process grows by more than what is looked for here.
 * @param {import('../load/wire.mjs').Wire} mouth @param {number} pid @param {number} bytes
 */
async function pass(mouth, pid, bytes) {
  const run = randomBytes(4).toString('hex');
  let most = 0;
  for (let nth = 0; nth < bytes / frame; nth += atOnce) {
    await Promise.all(
      Array.from(
        { length: atOnce },
        (_, place) =>
          new Promise((resolve, reject) =>
            mouth.send({ id: idOf(run, nth + place), text }, (isOk) =>
              isOk ? resolve(isOk) : reject(new Error('refused')),
            ),
          ),
      ),
    );
    most = Math.max(most, residentKiB(pid));
  }
  return most / 1024;
}

/**
 * @param {import('../stage/server.mjs').Running} server @param {'parley' | 'floor'} dialect
 * @param {import('../load/dialects.mjs').Seat[]} seats @param {number} bytes
 */
async function grow(server, dialect, seats, bytes) {
  let heard = 0;
  const open = (/** @type {number} */ place) =>
    openWire(server.url, dialects[dialect], seats[place] ?? { token: '', room: '' }, () => (heard += 1));
  try {
    const [mouth, ear] = [await open(0), await open(1)];
    // Twice without: what a busy server takes for itself is taken by then.
    const first = await pass(mouth, server.pid, bytes);
    const without = Math.max(first, await pass(mouth, server.pid, bytes));
    const slow = await open(2);
    slow.pause();
    const before = heard;
    const withSlow = await pass(mouth, server.pid, bytes);
    // The last are told after their sender has been answered.
    await sleep(5_000);
    const wasHeard = heard - before;
    for (const wire of [mouth, ear, slow]) wire.close();
    return { without, withSlow, growth: Math.max(0, withSlow - without), wasHeard };
  } finally {
    await server.stop();
  }
}

/**
 * A member who reads nothing while much passes to everybody.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function slowReader({ cluster, quick }) {
  const bytes = (quick ? 50 : 200) * mega;
  const ours = await cluster.database('slow');
  const bare = await cluster.database('floor');
  await bare.pool.end();
  await (await startServer(ours.url)).stop();
  const people = await addPeople(ours.pool, 'slow', 3);
  const [room = ''] = await addConversations(ours.pool, 'group', [people]);
  await ours.pool.end();
  const seats = people.map((id) => ({ token: tokenOf(id), room }));
  const parley = await grow(await startServer(ours.url), 'parley', seats, bytes);
  const floor = await grow(await startFloor(bare.url), 'floor', seats, bytes);
  return {
    rows: [
      { what: 'slow reader: MB more at most', parley: [parley.growth], floor: [floor.growth], ...atMost(20) },
      { what: 'MB at most when everybody read', parley: [parley.without], floor: [floor.without] },
    ],
    remarks: [`${bytes / mega} MB in frames of 8 KiB passed to one who reads and one who does not`],
    data: { parley, floor },
    isVoid: parley.wasHeard < bytes / frame,
  };
}
