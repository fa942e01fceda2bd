import { atLeast } from '../figures/musts.mjs';
import { openLoad } from '../load/round.mjs';
import { warmUp } from '../load/warmth.mjs';
import { peerSidesOf, sidesOf, textOf } from './sending.mjs';

/** What is climbed, how long each step is, and what is gone before: thousands of messages, at a rate all sides hold. */
const whole = {
  rates: [500, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 12_000, 14_000],
  seconds: 6,
  warming: { rate: 500, seconds: 20 },
};
const quick = { rates: [500, 1_000, 2_000, 4_000], seconds: 1.5, warming: { rate: 500, seconds: 8 } };
const p99Max = 100;
/** However little time there is: without a step nothing is said at all. */
const stepsAtLeast = 2;
const pairs = 50;

/** @typedef {{ rate: number, round: import('../load/round.mjs').Round }} Step */

/** @param {import('../load/round.mjs').Round} round */
const isHeld = (round) => round.lost === 0 && round.unanswered === 0 && round.delivered.p99 < p99Max;

/** @param {Step[]} steps */
const mostHeld = (steps) => Math.max(0, ...steps.filter(({ round }) => isHeld(round)).map(({ rate }) => rate));

/** @param {Step[]} steps */
const isUp = (steps) => steps.length >= 2 && steps.slice(-2).every(({ round }) => !isHeld(round));

/** Up to where a side came, and what stopped it. @param {string} name @param {Step[]} steps */
function inWords(name, steps) {
  const held = mostHeld(steps);
  const broke = steps.find(({ rate }) => rate > held);
  const end = broke ? `broke at ${broke.rate}/s` : 'and higher was not tried';
  const told = steps.map(({ rate, round }) => `${rate}/s p99 ${round.delivered.p99.toFixed(0)} ms`);
  return `${name} held ${held}/s, ${end} (${told.join(', ')})`;
}

/**
 * All sides climb the same ladder, step by step in turns, until they fail two steps running: one failure may be somebody
 * else's load. Nobody climbs on when the time is over.
 * @param {import('../stage/stage.mjs').Stage} stage
 */
async function climb(stage) {
  const shape = { name: 'W5', conversations: pairs, receivers: 1 };
  const sides = [...(await sidesOf(stage, shape)), ...(await peerSidesOf(stage, shape))];
  const open = await openLoad(sides, { postmaster: stage.cluster.postmaster });
  const climbed = new Map(sides.map(({ name }) => [name, /** @type {Step[]} */ ([])]));
  const of = (/** @type {string} */ name) => climbed.get(name) ?? [];
  const { rates, seconds, warming } = stage.quick ? quick : whole;
  const text = textOf(200);
  try {
    const warmth = await warmUp(open, sides, { ...warming, text });
    for (const [nth, rate] of rates.entries()) {
      if (nth >= stepsAtLeast && performance.now() > stage.until) break;
      for (const side of sides.filter(({ name }) => !isUp(of(name)))) {
        of(side.name).push({ rate, round: await open.round(side, { rate, seconds, text }) });
      }
    }
    return { climbed, warmth };
  } finally {
    await open.close();
  }
}

/**
 * W5: how many durable 1:1 messages a second come with a p99 under 100 ms.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function throughput(stage) {
  const { climbed, warmth } = await climb(stage);
  const cost = (/** @type {Step[]} */ steps) => steps.find(({ rate }) => rate === 1_000)?.round.cost ?? Number.NaN;
  const of = (/** @type {(steps: Step[]) => number} */ figure) => {
    const [[, parley = []] = [], [, floor = []] = [], ...peers] = climbed;
    return {
      parley: [figure(parley)],
      floor: [figure(floor)],
      peers: Object.fromEntries(peers.map(([name, steps]) => [name, [figure(steps)]])),
    };
  };
  return {
    rows: [
      { what: 'W5 messages a second, p99 < 100 ms', ...of(mostHeld), ...atLeast(4_000) },
      { what: 'W5 CPU ms per 1,000 messages at 1,000/s', ...of(cost) },
    ],
    remarks: [warmth, ...[...climbed].map(([name, steps]) => inWords(name, steps))],
    data: Object.fromEntries(climbed),
  };
}
