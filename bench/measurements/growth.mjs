// What one more costs when there are ten and a hundred times as many: members told, messages behind a page,
// conversations behind a list.
import { randomUUID } from 'node:crypto';
import { cpuOf, cpuOfFamily } from '../figures/processor.mjs';
import { dialects } from '../load/dialects.mjs';
import { turnsOf } from '../load/interleaved.mjs';
import { openLoad } from '../load/round.mjs';
import { openWire } from '../load/wire.mjs';
import { get } from '../stage/http.mjs';
import { addConversations, addMessages, addPeople, tokenOf } from '../stage/people.mjs';
import { statementsOf } from '../stage/statements.mjs';
import { seated, textOf } from './sending.mjs';

/** @typedef {Awaited<ReturnType<import('../stage/stage.mjs').Stage['arena']>>} Arena */
/** @typedef {{ size: number, costs: number[], statements: number }} Grown */

const pages = 100;
const deliveriesASecond = 1_000;

/**
 * Each size in turns, a few rounds.
 * @param {number} sizes @param {number} rounds @param {(place: number) => Promise<number>} cost
 */
async function inRounds(sizes, rounds, cost) {
  const costs = Array.from({ length: sizes }, () => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round += 1) {
    for (const place of turnsOf(sizes, round)) costs[place]?.push(await cost(place));
  }
  return costs;
}

/** @param {import('../stage/stage.mjs').Stage} stage @param {Arena} arena @param {number[]} sizes @returns {Promise<Grown[]>} */
async function sends(stage, { parley, pool }, sizes) {
  const { cluster, rounds } = stage;
  /** @type {import('../load/round.mjs').Side[]} */
  const sides = [];
  for (const size of sizes) {
    const seats = await seated(pool, { name: `grown${size}`, conversations: 1, receivers: size });
    sides.push({ name: `grown${size}`, dialect: 'parley', url: parley.url, pid: parley.pid, ...seats });
  }
  const open = await openLoad(sides, cluster);
  try {
    const cost = async (/** @type {number} */ place) => {
      const side = /** @type {import('../load/round.mjs').Side} */ (sides[place]);
      const load = { rate: deliveriesASecond / side.receivers.length, text: textOf(200) };
      return (await open.round(side, { ...load, seconds: 2 * rounds.seconds })).cost;
    };
    await inRounds(sizes.length, 1, cost);
    const costs = await inRounds(sizes.length, rounds.rounds, cost);
    /** @type {Grown[]} */
    const grown = [];
    for (const [place, side] of sides.entries()) {
      const wire = await openWire(
        parley.url,
        dialects.parley,
        side.senders[0] ?? { token: '', room: '' },
        () => undefined,
      );
      const say = () => new Promise((resolve) => wire.send({ id: randomUUID(), text: textOf(200) }, resolve));
      const statements = await statementsOf(cluster, pool, say);
      wire.close();
      grown.push({ size: sizes[place] ?? 0, costs: costs[place] ?? [], statements: statements.length });
    }
    return grown;
  } finally {
    await open.close();
  }
}

/**
 * CPU of a page, of server and database, and its statements.
 * @param {import('../stage/stage.mjs').Stage} stage @param {Arena} arena
 * @param {{ sizes: number[], ask: (place: number) => Promise<unknown> }} what
 * @returns {Promise<Grown[]>}
 */
async function reads({ cluster, rounds }, { parley, pool }, { sizes, ask }) {
  const spent = () => cpuOf(parley.pid) + cpuOfFamily(cluster.postmaster);
  const cost = async (/** @type {number} */ place) => {
    const before = spent();
    for (let page = 0; page < pages; page += 1) await ask(place);
    return ((spent() - before) * 1e3) / pages;
  };
  await inRounds(sizes.length, 1, cost);
  const costs = await inRounds(sizes.length, rounds.rounds, cost);
  /** @type {Grown[]} */
  const grown = [];
  for (const [place, size] of sizes.entries()) {
    const statements = await statementsOf(cluster, pool, () => ask(place));
    grown.push({ size, costs: costs[place] ?? [], statements: statements.length });
  }
  return grown;
}

/** @param {import('../stage/stage.mjs').Stage} stage @param {Arena} arena @param {number[]} sizes */
async function histories(stage, arena, sizes) {
  const people = await addPeople(arena.pool, 'grownreader', 20);
  const ids = await addConversations(
    arena.pool,
    'group',
    sizes.map(() => people),
  );
  for (const [nth, size] of sizes.entries()) await addMessages(arena.pool, ids.slice(nth, nth + 1), size);
  await arena.pool.query('VACUUM ANALYZE');
  const token = tokenOf(people[0] ?? '');
  const before = (/** @type {number} */ size) => 51 + Math.floor(Math.random() * (size - 50));
  const ask = (/** @type {number} */ place) =>
    get(`${arena.parley.url}/api/chat/${ids[place]}/messages?limit=50&before=${before(sizes[place] ?? 0)}`, token);
  return reads(stage, arena, { sizes, ask });
}

/** @param {import('../stage/stage.mjs').Stage} stage @param {Arena} arena @param {number[]} sizes */
async function lists(stage, arena, sizes) {
  const owners = await addPeople(arena.pool, 'grownowner', sizes.length);
  const others = await addPeople(arena.pool, 'grownother', 5);
  for (const [nth, size] of sizes.entries()) {
    const crews = Array.from({ length: size }, () => [owners[nth] ?? '', ...others]);
    await addMessages(arena.pool, await addConversations(arena.pool, 'group', crews), 20);
  }
  await arena.pool.query('VACUUM ANALYZE');
  const ask = (/** @type {number} */ place) =>
    get(`${arena.parley.url}/api/chat?limit=50`, tokenOf(owners[place] ?? ''));
  return reads(stage, arena, { sizes, ask });
}

/** @param {string} of @param {string} cost @param {Grown[]} grown @returns {import('../figures/report.mjs').Row[]} */
const rowsOf = (of, cost, grown) =>
  grown.flatMap(({ size, costs, statements }, nth) => [
    {
      what: `${of} ${size.toLocaleString('en')}: ${cost}`,
      parley: costs,
      ...(nth > 0 && grown[0] ? { floor: grown[0].costs } : {}),
    },
    { what: `${of} ${size.toLocaleString('en')}: statements`, parley: [statements] },
  ]);

/**
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function growth(stage) {
  const arena = await stage.arena();
  const told = await sends(stage, arena, [10, 100, 1_000]);
  const paged = await histories(stage, arena, [1_000, 10_000, 100_000]);
  const listed = await lists(stage, arena, [10, 100, 1_000]);
  return {
    rows: [
      ...rowsOf('a send to', 'CPU ms per 1,000 deliveries', told),
      ...rowsOf('a page of', 'CPU ms', paged),
      ...rowsOf('a list of', 'CPU ms', listed),
    ],
    remarks: ['in the place of the floor: the same with the least of the three sizes'],
    data: { told, paged, listed },
  };
}
