// What promises.md asks of a figure, beside the figure.

/** @typedef {import('./report.mjs').Medians} Medians */

export const atMost = (/** @type {number} */ most) => ({
  must: `≤ ${most.toLocaleString('en')}`,
  holds: (/** @type {Medians} */ { parley }) => parley <= most,
});

export const atLeast = (/** @type {number} */ least) => ({
  must: `≥ ${least.toLocaleString('en')}`,
  holds: (/** @type {Medians} */ { parley }) => parley >= least,
});

export const timesFloor = (/** @type {number} */ most) => ({
  must: `≤ ${most} × floor`,
  holds: (/** @type {Medians} */ { ratio }) => ratio <= most,
});

/** Where a floor would stand are the sends, which carry hints themselves: half of the whole is as much as the sends alone. */
export const timesSends = {
  must: '≤ 0.5 × sends',
  holds: (/** @type {Medians} */ { ratio }) => ratio <= 0.5,
};
