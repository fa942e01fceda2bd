import { quantile } from './statistics.mjs';

const warmUps = 30;

/**
 * Several ways of asking, each once a turn, one after the other: milliseconds of each, by round.
 * @template {string} Name
 * @param {Record<Name, () => Promise<unknown>>} ways @param {{ rounds: number, turns: number }} how
 */
export async function inTurns(ways, { rounds, turns }) {
  const named = /** @type {[Name, () => Promise<unknown>][]} */ (Object.entries(ways));
  for (let turn = 0; turn < warmUps; turn += 1) for (const [, ask] of named) await ask();
  /** @type {Map<Name, number[][]>} */
  const seen = new Map(named.map(([name]) => [name, Array.from({ length: rounds }, () => [])]));
  for (let nth = 0; nth < rounds * turns; nth += 1) {
    for (const [name, ask] of nth % 2 === 0 ? named : named.toReversed()) {
      const begun = performance.now();
      await ask();
      seen.get(name)?.[Math.floor(nth / turns)]?.push(performance.now() - begun);
    }
  }
  /** @param {Name} name @param {number} part */
  return (name, part) => (seen.get(name) ?? []).map((round) => quantile(round, part));
}
