/** @param {ArrayLike<number>} values @param {number} part from 0 to 1 */
export function quantile(values, part) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** The middle of some rounds, and how far apart they were. @param {number[]} values */
export function middle(values) {
  const half = values.length / 2;
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(half) - 1] ?? Number.NaN, sorted[Math.floor(half)] ?? Number.NaN];
  return { median: (low + high) / 2, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
}

/** By how much `y` grows with each `x`: the line that is nearest to all points. @param {{ x: number, y: number }[]} points */
export function slope(points) {
  const mean = (/** @type {'x' | 'y'} */ key) => points.reduce((sum, point) => sum + point[key], 0) / points.length;
  const [x0, y0] = [mean('x'), mean('y')];
  const together = points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0);
  return together / points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
}

/** Three digits that say something. @param {number} value */
const short = (value) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** @param {number[]} values */
export function shown(values) {
  const { median, least, most } = middle(values);
  return values.length > 1 ? `${short(median)} (${short(least)}–${short(most)})` : short(median);
}
