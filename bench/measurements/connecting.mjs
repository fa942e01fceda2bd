import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, residentKiB } from '../figures/processor.mjs';
import { atLeast, atMost } from '../figures/musts.mjs';
import { quantile } from '../figures/statistics.mjs';
import { startGenerator } from '../load/generators.mjs';
import { seatAt } from '../peers/peers.mjs';
import { addConversations, addPeople, tokenOf } from '../stage/people.mjs';
import { startFloor, startServer } from '../stage/server.mjs';

export const roomsEach = 10;
const crew = 50;

/**
 * People who share conversations, so that each socket joins ten rooms.
 * @param {import('pg').Pool} pool @param {number} sockets
 */
export async function seatsOf(pool, sockets) {
  const people = await addPeople(pool, 'arriving', sockets);
  const crews = Array.from({ length: Math.ceil((sockets * roomsEach) / crew) }, (_, nth) =>
    Array.from({ length: crew }, (__, place) => people[(nth * crew + place) % sockets] ?? ''),
  );
  const rooms = await addConversations(pool, 'room', crews);
  return people.map((id, nth) => ({ token: tokenOf(id), room: rooms[nth % rooms.length] ?? '' }));
}

/**
 * A fresh server each time: memory once taken is not given back, and the second thousand would look free.
 * @param {() => Promise<{ url: string, pid: number, stop: () => Promise<void> }>} start
 * @param {import('../load/round.mjs').Spoken} dialect @param {import('../load/dialects.mjs').Seat[]} seats
 */
async function storm(start, dialect, seats) {
  const server = await start();
  const generator = startGenerator();
  try {
    await sleep(2_000);
    const before = { memory: residentKiB(server.pid), cpu: cpuOf(server.pid) };
    const { seconds, latencies } = await generator.open({ side: dialect, url: server.url, dialect, seats, atOnce: 64 });
    const cpu = cpuOf(server.pid) - before.cpu;
    await sleep(4_000);
    return {
      rate: seats.length / seconds,
      kib: (residentKiB(server.pid) - before.memory) / seats.length,
      cpu: (cpu * 1e6) / seats.length,
      p99: quantile(latencies, 0.99),
    };
  } finally {
    await generator.close();
    await generator.stop();
    await server.stop();
  }
}

/** @typedef {Awaited<ReturnType<typeof storm>>} Storm */

/**
 * People on one side, rooms on the other: there, nobody has to be anybody.
 * @param {import('../stage/stage.mjs').Stage} stage @param {number} sockets
 */
async function storms({ cluster, quick, startablePeers }, sockets) {
  const ours = await cluster.database('arriving');
  const bare = await cluster.database('floor');
  await bare.pool.end();
  // Its tables have to be there before its people are.
  await (await startServer(ours.url)).stop();
  const seats = await seatsOf(ours.pool, sockets);
  await ours.pool.end();
  const peers = await startablePeers();
  const names = Array.from({ length: sockets }, (_, nth) => `arriving-${nth}`);
  /** @type {Map<string, Storm[]>} */
  const seen = new Map(['parley', 'floor', ...peers.map(({ name }) => name)].map((name) => [name, []]));
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    seen.get('parley')?.push(await storm(() => startServer(ours.url), 'parley', seats));
    seen.get('floor')?.push(await storm(() => startFloor(bare.url), 'floor', seats));
    for (const peer of peers) seen.get(peer.name)?.push(await stormOf(peer, names, round === 0));
  }
  for (const peer of peers) await peer.close();
  return seen;
}

/** A peer's people are there, but in no room. @param {import('../peers/peers.mjs').Beside} peer @param {string[]} names @param {boolean} isFirst */
const stormOf = (peer, names, isFirst) =>
  storm(
    async () => {
      const running = await peer.start();
      // Its tables have to be there before its people are.
      if (isFirst) await peer.addPeople(names);
      return running;
    },
    'xmpp',
    names.map((name) => seatAt(name, `${name}@localhost`)),
  );

/**
 * W6: many sockets at once, each with a token and in ten rooms; at the floor, without one and in one room.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function connecting(stage) {
  const sockets = stage.quick ? 1_000 : 3_000;
  const seen = await storms(stage, sockets);
  const of = (/** @type {keyof Storm} */ key) => ({
    parley: (seen.get('parley') ?? []).map((one) => one[key]),
    floor: (seen.get('floor') ?? []).map((one) => one[key]),
    peers: Object.fromEntries([...seen].slice(2).map(([name, all]) => [name, all.map((one) => one[key])])),
  });
  return {
    rows: [
      { what: 'W6 connects a second', ...of('rate'), ...atLeast(1_200) },
      { what: 'W6 KiB each', ...of('kib'), ...atMost(40) },
      { what: 'W6 server CPU ms per 1,000', ...of('cpu') },
      { what: 'W6 connected p99 ms', ...of('p99') },
    ],
    remarks: [
      `${sockets} sockets, 64 at a time, each with a token and in ${roomsEach} rooms; at the peers, with a password and in none`,
    ],
    data: Object.fromEntries(seen),
  };
}
