/** @typedef {import('./scene.mjs').Outcome} Outcome */

const columns = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'promise'];

/** What happened, at once and then. @param {Pick<Outcome, 'acts'>} outcome */
export const nameOf = ({ acts }) => acts.map((names) => names.join(' + ')).join(', then ');

const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(1)} s`;

/** Faults and invariants, as Markdown. @param {Outcome[]} outcomes @returns {string[]} */
export function table(outcomes) {
  const head = ['fault', ...columns, 'acknowledged', 'unsure', 'slowest', 'again after'];
  const rows = outcomes.map(({ acts, verdict, acknowledged, unsure, slowestMs, recoveredMs }) => [
    nameOf({ acts }),
    ...columns.map((name) => (verdict.get(name)?.length ? `**${verdict.get(name)?.length}**` : 'held')),
    `${acknowledged}`,
    `${unsure}`,
    seconds(slowestMs),
    recoveredMs === null ? 'never' : seconds(recoveredMs),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

/** What speaks against an invariant, and what a fault had to say. @param {Outcome} outcome @returns {string[]} */
export function details({ acts, verdict }) {
  const against = [...verdict].flatMap(([name, found]) => [
    ...found.slice(0, 5).map((line) => `${name}: ${line}`),
    ...(found.length > 5 ? [`${name}: and ${found.length - 5} more`] : []),
  ]);
  return against.map((line) => `  ${nameOf({ acts })}: ${line}`);
}

/** @param {Outcome} outcome */
export const isClean = ({ verdict }) => [...verdict.values()].every((against) => against.length === 0);
