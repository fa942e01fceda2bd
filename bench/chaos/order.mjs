import { shuffled } from './random.mjs';

/**
 * @typedef {import('./faults/index.mjs').Fault} Fault
 * @typedef {import('./random.mjs').Random} Random
 */

/** @param {Fault} one @param {Fault} other */
const isBesides = ({ breaks = [] }, { breaks: theirs = [], leans = [] }) =>
  !breaks.some((part) => theirs.includes(part) || leans.includes(part));

/** Neither breaks what the other breaks, or leans on. @param {Fault} one @param {Fault} other */
const areFree = (one, other) => isBesides(one, other) && isBesides(other, one);

/**
 * Groups of faults that can happen at once, the hardest to place first, each where it lengthens a group least.
 * @param {Fault[]} faults @param {number} most of a group
 * @returns {Fault[][]}
 */
export function together(faults, most) {
  const freedom = (/** @type {Fault} */ fault) => faults.filter((other) => areFree(fault, other)).length;
  /** @type {Fault[][]} */
  const groups = [];
  for (const fault of faults.toSorted((one, other) => freedom(one) - freedom(other))) {
    const fitting = groups.filter((group) => group.length < most && group.every((other) => areFree(fault, other)));
    const smallest = fitting.toSorted((one, other) => one.length - other.length)[0];
    if (smallest) smallest.push(fault);
    else groups.push([fault]);
  }
  return groups;
}

/** Faults of an act, and acts of a scene, where scenes are to be few. */
const crowded = { atOnce: 3, acts: 2 };
const alone = { atOnce: 1, acts: 1 };

/**
 * @typedef {Fault[][]} Acts one after the other, each of faults that happen at once
 * @typedef {{ minutes: number, until: number, together: boolean }} How
 */

/**
 * Each once, in an order of the seed's; with minutes given as many as have time, and all again in another order.
 * @param {Random} random @param {Fault[]} chosen @param {How} how
 * @returns {Generator<Acts>}
 */
export function* order(random, chosen, { minutes, until, together: areCrowded }) {
  const { atOnce, acts } = areCrowded ? crowded : alone;
  const round = () => {
    const groups = shuffled(random, together(shuffled(random, chosen), atOnce));
    return groups.flatMap((_, at) => (at % acts === 0 ? [groups.slice(at, at + acts)] : []));
  };
  if (minutes === 0) return yield* round();
  const isLate = () => performance.now() > until;
  while (!isLate()) for (const scene of round()) if (!isLate()) yield scene;
}
