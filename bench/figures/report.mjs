import { middle, shown } from './statistics.mjs';

/**
 * @typedef {{ parley: number, floor: number, ratio: number }} Medians
 * @typedef {object} Row
 * @property {string} what with its unit
 * @property {number[]} parley one figure a round
 * @property {number[]} [floor] of the same rounds
 * @property {Record<string, number[]>} [peers] by name, of the same rounds
 * @property {string} [must] as promises.md has it
 * @property {(medians: Medians) => boolean} [holds]
 * @typedef {{ rows: Row[], remarks?: string[], data?: unknown, isVoid?: boolean }} Measured
 */

/** Of rounds that ran beside each other, the middle of their ratios: what drifts, drifts in both. @param {Row} row */
function mediansOf({ parley, floor = [] }) {
  const ratios = parley.flatMap((ours, nth) => (floor[nth] === undefined ? [] : [ours / floor[nth]]));
  return {
    parley: middle(parley).median,
    floor: middle(floor).median,
    ratio: middle(ratios).median,
    ratios,
  };
}

/** @param {Row} row */
function isMet(row) {
  return row.holds ? row.holds(mediansOf(row)) : null;
}

/** A peer's own figure, and how often the floor's it is. @param {Row} row @param {string} name */
function besideFloor({ peers, floor }, name) {
  const theirs = peers?.[name] ?? [];
  if (theirs.length === 0) return '–';
  const { median } = middle(theirs);
  return floor
    ? `${shown([median])} = ${shown(mediansOf({ what: '', parley: theirs, floor }).ratios)} ×`
    : shown(theirs);
}

/** @param {Row} row @param {string[]} peers */
function cells(row, peers) {
  const { ratios } = mediansOf(row);
  const met = isMet(row);
  const verdict = met ? 'met' : 'MISSED';
  return [
    row.what,
    shown(row.parley),
    row.floor ? shown(row.floor) : '–',
    row.floor ? `${shown(ratios)} ×` : '–',
    ...peers.map((name) => besideFloor(row, name)),
    row.must ?? '',
    met === null ? '' : verdict,
  ];
}

/** @param {Row[]} rows */
export function table(rows) {
  const peers = [...new Set(rows.flatMap((row) => Object.keys(row.peers ?? {})))];
  const lines = [['', 'Parley', 'floor', 'ratio', ...peers, 'must', ''], ...rows.map((row) => cells(row, peers))];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** For the file: what the table shows, and whatever else was seen. @param {Measured} measured */
export const recorded = ({ rows, remarks, data, isVoid }) => ({
  rows: rows.map((row) => ({ ...row, medians: mediansOf(row), met: isMet(row) })),
  remarks,
  isVoid,
  data,
});
