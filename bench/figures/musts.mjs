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
