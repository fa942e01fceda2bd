// What ratios came to when the baseline was written, to be laid beside today's. Milliseconds would compare machines.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../baseline.json', import.meta.url));

/** A ratio of CPU is sure to a fifth where it is quiet; where five want each core, twice as much still says nothing. */
const wide = 2;
/** Statements are counted, and count the same on any machine. */
const widthOf = (/** @type {string} */ what) => (what.includes('statements') ? 1 : wide);

/** @typedef {Record<string, number>} Ratios by what was measured */
/** @typedef {Record<string, { rows: { what: string, floor?: number[], medians: { parley: number, ratio: number } }[] }>} Seen */

const isSteady = (/** @type {string} */ what) => /\bCPU\b|statements|against the shortest/.test(what);

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(3));

/**
 * Those that hold on any machine: CPU and sizes beside the floor, and counts of statements.
 * @param {Seen} seen
 * @returns {Ratios}
 */
export const ratiosOf = (seen) =>
  Object.fromEntries(
    Object.values(seen)
      .flatMap(({ rows }) => rows)
      .filter(({ what, floor }) => isSteady(what) && (floor !== undefined || what.includes('statements')))
      .map(({ what, floor, medians }) => [what, rounded(floor ? medians.ratio : medians.parley)]),
  );

/**
 * A line for each ratio that both have; what only one has says so.
 * @param {Ratios} before @param {Ratios} now
 */
export function compared(before, now) {
  const lines = Object.entries(now).map(([what, ratio]) => {
    const then = before[what];
    if (then === undefined) return `  ${what}: ${ratio}, not in the baseline`;
    const times = ratio / then;
    const isNear = times <= widthOf(what) && times >= 1 / widthOf(what);
    return `${isNear ? '  ' : '! '}${what}: ${ratio}, baseline ${then}${isNear ? '' : ` — ${times.toFixed(1)} times`}`;
  });
  const outside = lines.filter((line) => line.startsWith('!')).length;
  const verdict =
    lines.length === 0
      ? 'Nothing was measured that the baseline has.'
      : `${outside} of ${lines.length} are outside half to twice the baseline, or are other counts. This is a report, and fails nothing.`;
  return [...lines, verdict];
}

/** @returns {Ratios} */
export const readBaseline = () => JSON.parse(readFileSync(file, 'utf8')).ratios;

/** What was not measured this time stays. @param {Ratios} ratios @param {object} circumstances */
export function writeBaseline(ratios, circumstances) {
  const merged = { ...circumstances, ratios: { ...readBaseline(), ...ratios } };
  writeFileSync(file, `${JSON.stringify(merged, null, 2)}\n`);
}
