import { setTimeout as sleep } from 'node:timers/promises';
import { openLoad } from '../load/round.mjs';
import { dialects } from '../load/dialects.mjs';
import { openWire } from '../load/wire.mjs';
import { addConversations, addPeople, tokenOf } from '../stage/people.mjs';
import { startServer } from '../stage/server.mjs';
import { textOf } from './sending.mjs';

const rate = 20;
const flooders = 4;
/** No event of ours: what it costs is that it was read and parsed. */
const nonsense = { text: 'x'.repeat(1024 * 1024) };

/** One person on a few sockets, each of which has always one more on the way. @param {import('../load/wire.mjs').Wire[]} wires */
function flood(wires) {
  const over = new AbortController();
  let frames = 0;
  for (const wire of wires) {
    void (async () => {
      for (; !over.signal.aborted; frames += 1) await wire.ask('nonsense', nonsense);
    })();
  }
  return {
    frames: () => frames,
    stop() {
      over.abort();
      for (const wire of wires) wire.close();
    },
  };
}

/**
 * @param {import('../stage/stage.mjs').Stage} stage @param {Awaited<ReturnType<typeof seatsOf>>} seats
 * @param {string} url @param {string} factor of every limit
 */
async function beside({ cluster, rounds }, { flooder, senders, receivers }, url, factor) {
  const server = await startServer(url, { RATE_LIMIT_FACTOR: factor });
  /** @type {import('../load/round.mjs').Side} */
  const side = { name: 'parley', dialect: 'parley', url: server.url, pid: server.pid, senders, receivers };
  const open = await openLoad([side], cluster);
  try {
    const load = { rate, text: textOf(200) };
    await open.round(side, { ...load, seconds: rounds.warmUp });
    const calm = await open.round(side, { ...load, seconds: 2 * rounds.seconds });
    const wires = await Promise.all(
      Array.from({ length: flooders }, () => openWire(server.url, dialects.parley, flooder, () => undefined)),
    );
    const flooding = flood(wires);
    // What may be said at once is said.
    await sleep(3_000);
    const before = { frames: flooding.frames(), at: performance.now() };
    const rough = await open.round(side, { ...load, seconds: 2 * rounds.seconds });
    const perSecond = ((flooding.frames() - before.frames) * 1000) / (performance.now() - before.at);
    flooding.stop();
    return { calm, rough, perSecond };
  } finally {
    await open.close();
    await server.stop();
  }
}

/** @param {import('pg').Pool} pool */
async function seatsOf(pool) {
  const people = await addPeople(pool, 'beside', 21);
  const pairs = Array.from({ length: 10 }, (_, nth) => people.slice(2 * nth, 2 * nth + 2));
  const rooms = await addConversations(pool, 'direct', pairs);
  const seats = pairs.map((pair, nth) => pair.map((id) => ({ token: tokenOf(id), room: rooms[nth] ?? '' })));
  const [senders, receivers] = [0, 1].map((place) => seats.flatMap((pair) => pair.slice(place, place + 1)));
  return {
    senders: senders ?? [],
    receivers: receivers ?? [],
    flooder: { token: tokenOf(people[20] ?? ''), room: '' },
  };
}

/**
 * One person sends frames of a megabyte as fast as they are read, with the limits as they are and without.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function byteFlood(stage) {
  const { url, pool } = await stage.cluster.database('flood');
  await (await startServer(url)).stop();
  const seats = await seatsOf(pool);
  await pool.end();
  const limited = await beside(stage, seats, url, '1');
  const open = await beside(stage, seats, url, '1000000');
  const both = (/** @type {(one: typeof limited) => number} */ figure) => ({
    parley: [figure(limited)],
    floor: [figure(open)],
  });
  return {
    rows: [
      { what: 'byte flood: megabytes a second', ...both(({ perSecond }) => perSecond) },
      { what: 'others: acknowledged p50 ms before', ...both(({ calm }) => calm.acks.p50) },
      { what: 'others: acknowledged p50 ms meanwhile', ...both(({ rough }) => rough.acks.p50) },
      { what: 'others: acknowledged p99 ms before', ...both(({ calm }) => calm.acks.p99) },
      { what: 'others: acknowledged p99 ms meanwhile', ...both(({ rough }) => rough.acks.p99) },
    ],
    remarks: [`one person on ${flooders} sockets; the floor is Parley without limits; 10 pairs say ${rate} a second`],
    data: { limited, open },
    isVoid: [limited, open].some(({ calm, rough }) => calm.lost + rough.lost > 0),
  };
}
