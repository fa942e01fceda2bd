import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, files: number, notes: string[] }} Count
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} Assertion
 * @typedef {{ name: string, status: string, assertionResults: Assertion[] }} FileResult
 */

/** More than these are no chance. */
const MOST_SECOND_RUNS = 3;

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
  const count = read(path).map(countFile).reduce(add, nothing);
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

/** @param {string} path @returns {FileResult[]} */
const read = (path) => JSON.parse(readFileSync(path, 'utf8')).testResults;

/** @param {Assertion} assertion */
const hasFailed = ({ status }) => status === 'failed';

/**
 * The files that may be run a second time, alone: tests failed in them, in few of them, and no random input was found
 * that breaks a property, for the next run would draw another.
 * @param {string} path
 * @returns {string[]}
 */
export function unsteadyFiles(path) {
  if (!existsSync(path)) return [];
  const broken = read(path).filter(({ status }) => status === 'failed');
  const messages = broken.flatMap(({ assertionResults }) =>
    assertionResults.filter(hasFailed).map(({ failureMessages = [] }) => failureMessages.join('\n')),
  );
  const isChance = messages.length > 0 && !messages.some((text) => text.includes('Property failed after'));
  return isChance && broken.length <= MOST_SECOND_RUNS ? broken.map(({ name }) => name) : [];
}

/**
 * What a suite comes to when some of its files were run again, alone. What failed only beside the others is counted as
 * passed, and named.
 * @param {string} first
 * @param {string} second
 * @param {{ code: number }} run of the second
 * @returns {Count}
 */
export function countBoth(first, second, { code }) {
  const again = countReport(second, { code, mayBeEmpty: false });
  const files = new Set(unsteadyFiles(first));
  const rest = read(first).filter(({ name }) => !files.has(name));
  const lines = read(first)
    .filter(({ name }) => files.has(name))
    .flatMap(({ assertionResults }) => assertionResults.filter(hasFailed))
    .map(({ fullName }) => `failed beside the others, ran again alone: ${fullName}`);
  const count = rest.map(countFile).reduce(add, again);
  return { ...count, notes: [...count.notes, ...lines] };
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
