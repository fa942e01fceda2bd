/**
 * Numbers in [0, 1) that a seed makes again (mulberry32). What is done follows from them; when it happens, from the machine.
 * @param {number} seed
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @typedef {ReturnType<typeof randomFrom>} Random */

/** @template T @param {Random} random @param {readonly T[]} among @returns {T} */
export function oneOf(random, among) {
  const chosen = among[Math.floor(random() * among.length)];
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
}

/** @template T @param {Random} random @param {readonly T[]} items @returns {T[]} */
export function shuffled(random, items) {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
