import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStale } from '../build/build.mjs';
import { ensureInstalled } from '../install/install.mjs';
import { runChild } from '../run/child.mjs';
import { at, root } from '../run/places.mjs';
import { say, seconds } from '../run/tool.mjs';
import { add, countBoth, countReport, inWords, unsteadyFiles } from './report.mjs';
import { findServices } from './services.mjs';
import { suites } from './suites.mjs';

/** @typedef {{ name: string, count: import('./report.mjs').Count, note: string }} Outcome */

/** @type {import('./report.mjs').Count} */
const nothing = { passed: 0, failed: 0, skipped: 0, files: 0, notes: [] };

/**
 * @param {string[]} args handed to every runner: a part of a file's path, `-t name`
 * @returns {Promise<number>}
 */
export async function test(args) {
  process.chdir(root);
  await ensureInstalled({ dev: true });
  await buildStale();
  const services = await findServices();
  const env = Object.assign(environment(), ...services.map(({ handedOn }) => handedOn));
  const reports = mkdtempSync(join(tmpdir(), 'parley-test-'));
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    for (const suite of suites) {
      outcomes.push(await runSuite(suite, { args, env, report: join(reports, `${outcomes.length}.json`) }));
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  const onServices = services.map(({ name, missing }) =>
    missing === undefined ? { name, count: nothing, note: 'ran, counted with the server' } : notRun(name, missing),
  );
  return summarize([...outcomes, ...onServices], args.length > 0);
}

/**
 * @param {string} name
 * @param {string} reason
 * @returns {Outcome}
 */
function notRun(name, reason) {
  const failed = process.env['PARLEY_REQUIRE'] === 'all' ? 1 : 0;
  return { name, count: { ...nothing, failed }, note: `not run: ${reason}` };
}

/** Without what configures a server: tests start their own, and must not meet the one, or the broker, of whoever runs them. */
function environment() {
  const listed = readFileSync(at('.env.example'), 'utf8').matchAll(/^#? ?([A-Z_]+)=/gm);
  const ofServers = new Set(Array.from(listed, ([, name]) => name));
  const others = Object.entries(process.env).filter(([name]) => !ofServers.has(name));
  return Object.fromEntries([...others, ['NODE_ENV', 'test']]);
}

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {{ args: string[], env: Record<string, string | undefined>, report: string }} run
 * @returns {Promise<Outcome>}
 */
async function runSuite(suite, { args, env, report }) {
  const reason = await suite.missing();
  if (reason !== undefined) return notRun(suite.name, reason);
  const since = performance.now();
  say(`\n── ${suite.name}`);
  const run = (/** @type {string} */ to, /** @type {string[]} */ more) =>
    runChild(process.execPath, [...suite.command(to), ...more], { cwd: suite.cwd, env, show: true });
  const { code } = await run(report, args);
  let count = countReport(report, { code, mayBeEmpty: args.length > 0 });
  const unsteady = args.length > 0 ? [] : unsteadyFiles(report);
  if (unsteady.length > 0) {
    say(`\n── ${suite.name}, once more and alone: ${unsteady.length} of its files`);
    const again = `${report}.again.json`;
    count = countBoth(report, again, await run(again, unsteady));
  }
  return {
    name: suite.name,
    count,
    note: `${inWords(count)} in ${count.files} files, ${seconds(since)}; against ${suite.against}`,
  };
}

/**
 * @param {Outcome[]} outcomes
 * @param {boolean} chosen a pattern was given
 */
function summarize(outcomes, chosen) {
  say('\n── what ran');
  for (const { name, count, note } of outcomes) say([`${name}: ${note}`, ...count.notes].join('\n    '));
  const total = outcomes.map((outcome) => outcome.count).reduce(add, nothing);
  const empty = chosen && total.passed + total.failed === 0;
  if (empty) say('The pattern matches no test.');
  say(inWords(empty ? { ...total, failed: 1 } : total));
  return total.failed > 0 || empty ? 1 : 0;
}
