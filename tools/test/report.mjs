import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, files: number, notes: string[] }} Count
 * @typedef {{ status: string, fullName: string }} Assertion
 * @typedef {{ name: string, status: string, assertionResults: Assertion[] }} FileResult
 */

/** @type {Readonly<Count>} */
const nothing = { passed: 0, failed: 0, skipped: 0, files: 0, notes: [] };

/**
 * Counts a run by the report its runner wrote as JSON (vitest writes jest's shape). A runner that failed without a
 * failed test to show for it, or found no test at all, counts as one failure: silence must not pass for success.
 * @param {string} path
 * @param {{ code: number, mayBeEmpty: boolean }} run
 * @returns {Count}
 */
export function countReport(path, { code, mayBeEmpty }) {
  if (!existsSync(path))
    return { ...nothing, failed: 1, notes: [`the runner ended with exit code ${code} and wrote no report`] };
  /** @type {FileResult[]} */
  const results = JSON.parse(readFileSync(path, 'utf8')).testResults;
  const count = results.map(countFile).reduce(add, nothing);
  if (code !== 0 && count.failed === 0) {
    return {
      ...count,
      failed: 1,
      notes: [...count.notes, `no test failed, but the runner ended with exit code ${code}`],
    };
  }
  if (count.passed + count.failed === 0 && !mayBeEmpty)
    return { ...count, failed: 1, notes: [...count.notes, 'no test ran'] };
  return count;
}

/**
 * @param {FileResult} file
 * @returns {Count}
 */
function countFile({ name, status, assertionResults }) {
  const of = (/** @type {string[]} */ states) => assertionResults.filter((each) => states.includes(each.status));
  const skipped = of(['pending', 'skipped', 'todo', 'disabled']);
  const failed = of(['failed']).length;
  const broken = status === 'failed' && failed === 0;
  return {
    passed: of(['passed']).length,
    failed: broken ? 1 : failed,
    skipped: skipped.length,
    files: 1,
    notes: [...(broken ? [`could not run: ${name}`] : []), ...skipped.map((each) => `skipped: ${each.fullName}`)],
  };
}

/**
 * @param {Count} one
 * @param {Count} other
 * @returns {Count}
 */
export function add(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    files: one.files + other.files,
    notes: [...one.notes, ...other.notes],
  };
}

/** @param {Count} count */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
