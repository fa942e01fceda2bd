import { Crowd } from './crowd/crowd.mjs';
import { faults } from './faults/index.mjs';
import { bugs, plant } from './oracle/planted.mjs';
import { Hints } from './oracle/work.mjs';
import { randomFrom, shuffled } from './random.mjs';
import { details, isClean, table } from './report.mjs';
import { play } from './scene.mjs';
import { setStage } from './stage/stage.mjs';

/**
 * @typedef {import('./scene.mjs').World} World
 * @typedef {import('./scene.mjs').Outcome} Outcome
 * @typedef {import('./faults/index.mjs').Fault} Fault
 * @typedef {(line: string) => void} Say
 * @typedef {{ minutes: number, seed: number, only: string[], plant: string }} How
 */

/** @param {How} how @param {Say} say @returns {Promise<number>} */
export async function run(how, say) {
  const begun = performance.now();
  say(`Seed ${how.seed}. Again: npm run chaos -- --seed ${how.seed}`);
  const stage = await setStage(say);
  const crowd = new Crowd(stage);
  const hints = stage.services.rabbitmq ? new Hints(stage.services.rabbitmq.url) : null;
  void hints?.listen();
  const world = { stage, crowd, hints, random: randomFrom(how.seed) };
  const passed = (/** @type {number} */ since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  try {
    await crowd.arrive();
    say(`Two nodes, their services and ten clients stand after ${passed(begun)}.\n`);
    return await playAll(world, { ...how, until: begun + how.minutes * 60_000 }, say);
  } finally {
    say(`Ended after ${passed(begun)}.`);
    crowd.leave();
    await hints?.stop();
    await stage.clear();
  }
}

/** @param {World} world @param {How & { until: number }} how @param {Say} say */
async function playAll(world, how, say) {
  const { chosen, missing } = choose(world, how.only);
  /** @type {Outcome[]} */
  const outcomes = [];
  let caught = { passed: 0, failed: 0 };
  for (const fault of order(world, how, chosen)) {
    const { outcome, ...played } = await play(world, fault);
    outcomes.push(outcome);
    for (const line of [`${fault.name}: ${isClean(outcome) ? 'held' : 'BROKEN'}`, ...details(outcome)]) say(line);
    if (caught.passed + caught.failed > 0 || how.plant === '' || !isClean(outcome)) continue;
    caught = await plantAll(world, { ...played, stranger: world.crowd.person('stranger').id }, how.plant, say);
  }
  const late = chosen.filter(({ name }) => !outcomes.some(({ fault }) => fault === name));
  const notRun = [...missing, ...late.map(({ name }) => `${name}: no time was left`)];
  say(['', ...table(outcomes), '', ...notRun.map((line) => `not run: ${line}`)].join('\n'));
  const broken = outcomes.filter((outcome) => !isClean(outcome)).length;
  say(`${outcomes.length - broken + caught.passed} passed, ${broken + caught.failed} failed`);
  return broken + caught.failed > 0 ? 1 : 0;
}

/**
 * Each once, in an order of the seed's; with minutes given as many as have time, and all again in another order.
 * @param {World} world @param {How & { until: number }} how @param {Fault[]} chosen
 */
function* order({ random }, { minutes, until }, chosen) {
  if (minutes === 0) return yield* shuffled(random, chosen);
  const isLate = () => performance.now() > until;
  while (!isLate()) for (const fault of shuffled(random, chosen)) if (!isLate()) yield fault;
}

/** @param {World} world @param {string[]} only */
function choose({ stage }, only) {
  const wanted = faults.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  const why = (/** @type {Fault} */ { needs = [] }) =>
    needs.map((name) => stage.missing.get(name)).find((reason) => reason !== undefined);
  return {
    chosen: wanted.filter((fault) => why(fault) === undefined),
    missing: wanted.flatMap((fault) => (why(fault) === undefined ? [] : [`${fault.name}: ${why(fault)}`])),
  };
}

/** @param {World} world @param {import('./oracle/planted.mjs').Played} played @param {string} which @param {Say} say */
async function plantAll({ stage }, played, which, say) {
  const count = { passed: 0, failed: 0 };
  for (const bug of bugs.filter(({ name }) => which === 'all' || name.includes(which))) {
    const unnoticed = await plant(bug, played, stage.pool);
    count[unnoticed.length === 0 ? 'passed' : 'failed'] += 1;
    const words =
      unnoticed.length === 0 ? `caught by ${bug.breaks.join(', ')}` : `NOT CAUGHT by ${unnoticed.join(', ')}`;
    say(`  planted: ${bug.name}: ${words}`);
  }
  return count;
}
