import { setTimeout as sleep } from 'node:timers/promises';
import { warmUp as warmed } from './warmth.mjs';

/** Above this part of the machine in other hands, a round says more about them than about us. */
const foreignMax = 0.2;
/** And this part of it stolen: the host gave other guests what we were waiting for. */
const stolenMax = 0.1;

/** @typedef {import('./round.mjs').Round} Round */

/** Who begins moves on by one each time: two sides go A B, B A; four A B C D, B C D A. @param {number} sides @param {number} nth */
export const turnsOf = (sides, nth) => Array.from({ length: sides }, (_, place) => (place + nth) % sides);

/** @param {Round[]} turn */
const isQuiet = (turn) => turn.every(({ foreign, stolen }) => foreign <= foreignMax && stolen <= stolenMax);

/**
 * Rounds of all sides in turns, each warmed up first: ours, the floor, then the peers. Rounds beside a foreign load are
 * left out where enough others remain, and said to be there where not. None is begun that would end after its time.
 * @param {import('./round.mjs').OpenLoad} open @param {import('./round.mjs').Side[]} sides
 * @param {import('./round.mjs').Load & import('../stage/stage.mjs').Rounds & { warmUpRate?: number | undefined }} load
 */
export async function interleaved(open, sides, { rounds, firstWarmUp, warmUp, until, warmUpRate, ...load }) {
  const warm = { ...load, rate: warmUpRate ?? load.rate };
  const warmth = await warmed(open, sides, { ...warm, seconds: firstWarmUp });
  /** @type {Round[][]} */
  const turns = [];
  let longest = 0;
  while (turns.length < rounds && (turns.length === 0 || performance.now() + longest < until)) {
    const begun = performance.now();
    /** @type {Round[]} */
    const turn = [];
    for (const place of turnsOf(sides.length, turns.length)) {
      const side = /** @type {import('./round.mjs').Side} */ (sides[place]);
      await open.round(side, { ...warm, seconds: warmUp });
      await sleep(200);
      turn[place] = await open.round(side, load);
    }
    turns.push(turn);
    longest = Math.max(longest, performance.now() - begun);
  }
  const quiet = turns.filter(isQuiet);
  const kept = quiet.length >= Math.min(3, rounds) ? quiet : turns;
  const at = (/** @type {number} */ place) => kept.flatMap((turn) => turn.slice(place, place + 1));
  const gone = sides.map((_, place) => turns.reduce((sum, turn) => sum + missedIn(turn[place]), 0));
  return {
    /** @param {(round: Round) => number} figure */
    of: (figure) => ({
      parley: at(0).map(figure),
      floor: at(1).map(figure),
      peers: Object.fromEntries(sides.slice(2).map(({ name }, nth) => [name, at(nth + 2).map(figure)])),
    }),
    lost: (gone[0] ?? 0) + (gone[1] ?? 0),
    remarks: [
      roundsIn({ kept: kept.length, played: turns.length, meant: rounds, seconds: load.seconds }),
      warmth,
      ...remarksOn(kept.flat()),
      ...voidPeers(sides, gone),
    ],
    turns,
  };
}

/** @param {{ kept: number, played: number, meant: number, seconds: number }} how */
function roundsIn({ kept, played, meant, seconds }) {
  const short = played < meant ? `; there was time for ${played} of ${meant}` : '';
  return `${kept} of ${played} rounds of ${seconds} s${short}`;
}

/** @param {import('./round.mjs').Side[]} sides @param {number[]} gone */
const voidPeers = (sides, gone) =>
  sides.flatMap(({ name }, place) =>
    place > 1 && gone[place] ? [`${name} lost or left unanswered ${gone[place]}: its figures are void`] : [],
  );

/** @param {Round | undefined} round */
const missedIn = (round) => (round ? round.lost + round.unanswered : 0);

/** @param {Round[]} rounds */
function remarksOn(rounds) {
  const load = rounds.map(({ cpu }) => cpu.generators / (cpu.generators + cpu.server + cpu.database));
  return [
    `others used ${percent(rounds.map(({ foreign }) => foreign))} of the machine, its host took ${percent(rounds.map(({ stolen }) => stolen))}`,
    `the load itself cost ${percent(load)} of the CPU used`,
  ];
}

/** @param {number[]} parts */
function percent(parts) {
  const [least, most] = [Math.min(...parts), Math.max(...parts)].map((part) => Math.max(0, 100 * part).toFixed(0));
  return `${least}–${most} %`;
}
