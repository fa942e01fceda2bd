import { Crowd } from './crowd/crowd.mjs';
import { faults } from './faults/index.mjs';
import { bugs, plant } from './oracle/planted.mjs';
import { Hints } from './oracle/work.mjs';
import { order } from './order.mjs';
import { randomFrom } from './random.mjs';
import { isClean } from './report.mjs';
import { play } from './scene.mjs';
import { Control } from './stage/control.mjs';
import { setStage } from './stage/stage.mjs';
import { Tally } from './tally.mjs';

/**
 * @typedef {import('./scene.mjs').World} World
 * @typedef {import('./faults/index.mjs').Fault} Fault
 * @typedef {(line: string) => void} Say
 * @typedef {{ minutes: number, limit: number, seed: number, only: string[], plant: string, together: boolean, long: boolean }} How
 */

/** @param {How} how @param {Say} say @returns {Promise<number>} */
export async function run(how, say) {
  const begun = performance.now();
  say(`Seed ${how.seed}. Again: npm run chaos -- --seed ${how.seed}`);
  const tally = new Tally(named(how), say);
  const end = endAt(how.limit, tally, say);
  const stage = await setStage(say);
  const crowd = new Crowd(stage);
  const control = new Control(() => crowd.record);
  const hints = stage.services.rabbitmq ? new Hints(stage.services.rabbitmq.url) : null;
  void hints?.listen();
  const world = { stage, crowd, hints, random: randomFrom(how.seed) };
  const passed = (/** @type {number} */ since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  try {
    control.begin();
    await crowd.arrive();
    say(`Two nodes, their services and ten clients stand after ${passed(begun)}.\n`);
    await playAll(world, { ...how, until: begun + how.minutes * 60_000 }, tally);
  } finally {
    say(`Ended after ${passed(begun)}.`);
    crowd.leave();
    control.end();
    await hints?.stop();
    await stage.clear();
  }
  clearTimeout(end);
  return tally.conclude();
}

/**
 * A scene that is under way then proves nothing either way; an exit ends whatever was started.
 * @param {number} seconds @param {Tally} tally @param {Say} say
 */
function endAt(seconds, tally, say) {
  if (seconds === 0) return undefined;
  return setTimeout(() => {
    say(`The limit of ${seconds} s is over; what is under way is given up.`);
    process.exit(tally.conclude());
  }, seconds * 1000);
}

/** @param {World} world @param {How & { until: number }} how @param {Tally} tally */
async function playAll(world, how, tally) {
  const { chosen, missing } = choose(world, how);
  tally.cannotRun(missing);
  for (const acts of order(world.random, chosen, how)) {
    const { outcome, ...played } = await play(world, acts);
    tally.add(outcome);
    if (tally.hasPlanted || how.plant === '' || !isClean(outcome)) continue;
    await plantAll(world, { ...played, stranger: world.crowd.person('stranger').id }, how.plant, tally);
  }
}

/** @param {Pick<How, 'only' | 'long'>} how */
const named = ({ only, long }) =>
  faults.filter(
    ({ name, isLong = false }) => (long || !isLong) && (only.length === 0 || only.some((part) => name.includes(part))),
  );

/** @param {World} world @param {How} how */
function choose({ stage }, how) {
  const wanted = named(how);
  const why = (/** @type {Pick<Fault, 'needs'>} */ { needs = [] }) =>
    needs.map((name) => stage.missing.get(name)).find((reason) => reason !== undefined);
  return {
    chosen: wanted.filter((fault) => why(fault) === undefined),
    missing: wanted.flatMap(({ name, needs = [] }) => {
      const reason = why({ needs });
      return reason === undefined ? [] : [{ name, reason }];
    }),
  };
}

/** @param {World} world @param {import('./oracle/planted.mjs').Played} played @param {string} which @param {Tally} tally */
async function plantAll({ stage }, played, which, tally) {
  for (const bug of bugs.filter(({ name }) => which === 'all' || name.includes(which))) {
    tally.addPlanted(bug, await plant(bug, played, stage.pool));
  }
}
