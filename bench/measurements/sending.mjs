import { randomBytes } from 'node:crypto';
import { atMost, timesFloor } from '../figures/musts.mjs';
import { interleaved } from '../load/interleaved.mjs';
import { openLoad } from '../load/round.mjs';
import { seatAt } from '../peers/peers.mjs';
import { addConversations, addPeople, tokenOf } from '../stage/people.mjs';

/**
 * @typedef {object} Workload
 * @property {string} says
 * @property {number} conversations
 * @property {number} receivers of each message
 * @property {number} rate messages a second, of all conversations together
 * @property {number} [bytes] of a text, 200 otherwise
 * @property {number} [warmUpRate] where its own would take minutes to warm anything up
 * @property {number} [readers] processes that read
 * @property {boolean} [isOurs] with so many that the peers are left out
 * @property {Partial<Record<keyof typeof figures, Pick<import('../figures/report.mjs').Row, 'must' | 'holds'>>>} musts
 */

/** @type {Record<string, (round: import('../load/round.mjs').Round) => number>} */
const figures = {
  'CPU ms per 1,000 deliveries': ({ cost }) => cost,
  'acknowledged p50 ms': ({ acks }) => acks.p50,
  'acknowledged p99 ms': ({ acks }) => acks.p99,
  'delivered p50 ms': ({ delivered }) => delivered.p50,
  'delivered p99 ms': ({ delivered }) => delivered.p99,
  'last member p50 ms': ({ last }) => last.p50,
  'last member p99 ms': ({ last }) => last.p99,
};

/** Messages of a round: of three nothing can be said. */
const fewest = 10;

/** Of longer texts, Parley's frames carry the beginning. */
const inlineBytes = 4_096;

/** @type {Record<string, Workload>} */
export const workloads = {
  W1: {
    says: '1:1, 50 messages a second',
    conversations: 10,
    receivers: 1,
    rate: 50,
    warmUpRate: 500,
    musts: { 'delivered p99 ms': timesFloor(2) },
  },
  W2: {
    says: 'one to 50, 100 a second',
    conversations: 1,
    receivers: 50,
    rate: 100,
    musts: { 'CPU ms per 1,000 deliveries': timesFloor(1.5) },
  },
  W3: {
    says: 'one to 500, 20 a second',
    conversations: 1,
    receivers: 500,
    rate: 20,
    musts: { 'CPU ms per 1,000 deliveries': timesFloor(1.4), 'acknowledged p50 ms': timesFloor(0.5) },
  },
  W4: {
    says: 'one to 5,000, 2 a second',
    conversations: 1,
    receivers: 5_000,
    rate: 2,
    readers: 2,
    isOurs: true,
    musts: { 'last member p99 ms': atMost(250) },
  },
  W10: {
    says: 'one to 50, 64 KiB, 2 a second; the time until each has the whole text',
    conversations: 1,
    receivers: 50,
    rate: 2,
    bytes: 64 * 1024,
    warmUpRate: 10,
    musts: { 'last member p99 ms': timesFloor(2) },
  },
};

/** What no compressor makes smaller. @param {number} bytes */
export const textOf = (bytes) => randomBytes(bytes).toString('base64url').slice(0, bytes);

/** @typedef {{ name: string, conversations: number, receivers: number }} Shape */

/**
 * Conversations with a sender each, and those who read.
 * @param {import('pg').Pool} pool @param {Shape} shape
 */
export async function seated(pool, { name, conversations, receivers }) {
  const each = receivers + 1;
  const people = await addPeople(pool, name.toLowerCase(), conversations * each);
  const crews = Array.from({ length: conversations }, (_, nth) => people.slice(nth * each, (nth + 1) * each));
  const rooms = await addConversations(pool, receivers === 1 ? 'direct' : 'room', crews);
  const seats = crews.map((crew, nth) => crew.map((id) => ({ token: tokenOf(id), room: rooms[nth] ?? '' })));
  return {
    senders: seats.flatMap(([first]) => (first ? [first] : [])),
    receivers: seats.flatMap(([, ...rest]) => rest),
  };
}

/**
 * The same conversations on both sides: people and memberships in Parley's database, rooms at the floor.
 * @param {import('../stage/stage.mjs').Stage} stage @param {Shape} shape
 * @returns {Promise<[import('../load/round.mjs').Side, import('../load/round.mjs').Side]>}
 */
export async function sidesOf(stage, shape) {
  const { parley, floor, pool } = await stage.arena();
  const seats = await seated(pool, shape);
  return [
    { name: 'parley', dialect: 'parley', url: parley.url, pid: parley.pid, ...seats },
    { name: 'floor', dialect: 'floor', url: floor.url, pid: floor.pid, ...seats },
  ];
}

/**
 * The same at each peer: a room of many, or pairs who write to each other.
 * @param {import('../stage/stage.mjs').Stage} stage @param {Shape} shape
 * @returns {Promise<import('../load/round.mjs').Side[]>}
 */
export async function peerSidesOf(stage, { name, conversations, receivers }) {
  const crews = Array.from({ length: conversations }, (_, nth) =>
    Array.from({ length: receivers + 1 }, (__, place) => `${name.toLowerCase()}-${nth}-${place}`),
  );
  const roomOf = (/** @type {string[]} */ [first, second]) =>
    receivers === 1 ? `${second}@localhost` : `${first}@conference.localhost`;
  const senders = crews.map((crew) => seatAt(crew[0] ?? '', roomOf(crew), true));
  const others = crews.flatMap((crew) => crew.slice(1).map((user) => seatAt(user, roomOf(crew))));
  /** @type {import('../load/round.mjs').Side[]} */
  const sides = [];
  for (const peer of await stage.peers()) {
    await peer.addPeople(crews.flat());
    sides.push({ name: peer.name, dialect: 'xmpp', url: peer.url, pid: peer.pid, senders, receivers: others });
  }
  return sides;
}

/**
 * @param {string} name @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function sending(name, stage) {
  const { musts, readers, says, bytes = 200, warmUpRate, isOurs, ...shape } = /** @type {Workload} */ (workloads[name]);
  const receivers = stage.quick ? Math.min(shape.receivers, 1_000) : shape.receivers;
  const ours = await sidesOf(stage, { name, ...shape, receivers });
  if (bytes > inlineBytes) ours[0].receivers = ours[0].receivers.map((seat) => ({ ...seat, readsWhole: true }));
  const sides = [...ours, ...(isOurs ? [] : await peerSidesOf(stage, { name, ...shape, receivers }))];
  const open = await openLoad(sides, { postmaster: stage.cluster.postmaster, ...(readers ? { readers } : {}) });
  try {
    const { seconds, ...rounds } = stage.rounds;
    const long = Math.max(seconds, fewest / shape.rate);
    const load = { rate: shape.rate, warmUpRate, text: textOf(bytes), ...rounds, seconds: long };
    const { of, lost, remarks, turns } = await interleaved(open, sides, load);
    const rows = Object.entries(figures).map(([what, figure]) => ({
      what: `${name} ${what}`,
      ...of(figure),
      ...musts[/** @type {keyof typeof figures} */ (what)],
    }));
    const reached = receivers === shape.receivers ? says : `${says}, with ${receivers} members`;
    return { rows, remarks: [reached, ...remarks], data: turns, isVoid: lost > 0 };
  } finally {
    await open.close();
  }
}
