import { atLeast } from '../figures/musts.mjs';
import { openLoad } from '../load/round.mjs';
import { peerSidesOf, sidesOf, textOf } from './sending.mjs';

const rates = [500, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 12_000, 14_000];
const quickRates = [500, 1_000, 2_000, 4_000];
const p99Max = 100;
const pairs = 50;

/** @typedef {{ rate: number, round: import('../load/round.mjs').Round }} Step */

/** @param {Step[]} steps */
const holding = (steps) => steps.filter(({ round }) => isHeld(round)).map(({ rate }) => rate);

/** @param {Step[]} steps */
const isUp = (steps) => steps.length >= 2 && steps.slice(-2).every(({ round }) => !isHeld(round));

/** @param {import('../load/round.mjs').Round} round */
const isHeld = (round) => round.lost === 0 && round.unanswered === 0 && round.delivered.p99 < p99Max;

/**
 * Both sides climb the same ladder, step by step in turns, until they fail two steps running: one failure may be somebody
 * else's load.
 * @param {import('../stage/stage.mjs').Stage} stage
 */
async function climb(stage) {
  const shape = { name: 'W5', conversations: pairs, receivers: 1 };
  const sides = [...(await sidesOf(stage, shape)), ...(await peerSidesOf(stage, shape))];
  const open = await openLoad(sides, { postmaster: stage.cluster.postmaster });
  const climbed = new Map(sides.map(({ name }) => [name, /** @type {Step[]} */ ([])]));
  const of = (/** @type {string} */ name) => climbed.get(name) ?? [];
  try {
    const load = { text: textOf(200), seconds: stage.quick ? 1.5 : 6 };
    for (const side of sides) await open.round(side, { ...load, rate: 300 });
    for (const rate of stage.quick ? quickRates : rates) {
      for (const side of sides.filter(({ name }) => !isUp(of(name)))) {
        of(side.name).push({ rate, round: await open.round(side, { ...load, rate }) });
      }
    }
  } finally {
    await open.close();
  }
  return climbed;
}

/**
 * W5: how many durable 1:1 messages a second come with a p99 under 100 ms.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function throughput(stage) {
  const climbed = await climb(stage);
  const cost = (/** @type {Step[]} */ steps) => steps.find(({ rate }) => rate === 1_000)?.round.cost ?? Number.NaN;
  const told = (/** @type {Step} */ { rate, round }) => `${rate}/s p99 ${round.delivered.p99.toFixed(0)} ms`;
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
      {
        what: 'W5 messages a second, p99 < 100 ms',
        ...of((steps) => Math.max(0, ...holding(steps))),
        ...atLeast(4_000),
      },
      { what: 'W5 CPU ms per 1,000 messages at 1,000/s', ...of(cost) },
    ],
    remarks: [...climbed].map(([name, steps]) => `${name}: ${steps.map(told).join(', ')}`),
    data: Object.fromEntries(climbed),
  };
}
