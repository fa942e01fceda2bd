import { setTimeout as sleep } from 'node:timers/promises';

/** Above this part of the machine in other hands, a round says more about them than about us. */
const foreignMax = 0.2;

/**
 * Rounds of both sides in turns, A B then B A, each warmed up first. Rounds beside a foreign load are
 * left out where enough others remain, and said to be there where not.
 * @param {import('./round.mjs').OpenLoad} open @param {[import('./round.mjs').Side, import('./round.mjs').Side]} sides
 * @param {import('./round.mjs').Load & { rounds: number, warmUp: number, warmUpRate?: number | undefined }} load
 */
export async function interleaved(open, sides, { rounds, warmUp, warmUpRate, ...load }) {
  /** @type {import('./round.mjs').Round[][]} */
  const pairs = [];
  for (let nth = 0; nth < rounds; nth += 1) {
    /** @type {import('./round.mjs').Round[]} */
    const pair = [];
    for (const place of nth % 2 === 0 ? [0, 1] : [1, 0]) {
      const side = sides[place] ?? sides[0];
      await open.round(side, { ...load, rate: warmUpRate ?? load.rate, seconds: warmUp });
      await sleep(200);
      pair[place] = await open.round(side, load);
    }
    pairs.push(pair);
  }
  const quiet = pairs.filter((pair) => pair.every(({ foreign }) => foreign <= foreignMax));
  const kept = quiet.length >= Math.min(3, rounds) ? quiet : pairs;
  return {
    /** @param {(round: import('./round.mjs').Round) => number} figure */
    of: (figure) => ({
      parley: kept.flatMap(([ours]) => (ours ? [figure(ours)] : [])),
      floor: kept.flatMap(([, floor]) => (floor ? [figure(floor)] : [])),
    }),
    lost: pairs.flat().reduce((sum, { lost, unanswered }) => sum + lost + unanswered, 0),
    remarks: [
      `${kept.length} of ${rounds} rounds of ${load.seconds} s`,
      `others used ${percent(kept.flat().map(({ foreign }) => foreign))} of the machine`,
      `the load itself cost ${percent(kept.flat().map(({ cpu }) => cpu.generators / (cpu.generators + cpu.server + cpu.database)))} of the CPU used`,
    ],
    pairs,
  };
}

/** @param {number[]} parts */
function percent(parts) {
  const [least, most] = [Math.min(...parts), Math.max(...parts)].map((part) => Math.max(0, 100 * part).toFixed(0));
  return `${least}–${most} %`;
}
