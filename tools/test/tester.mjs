import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStale } from '../build/build.mjs';
import { ensureInstalled } from '../install/install.mjs';
import { runChild } from '../run/child.mjs';
import { root } from '../run/places.mjs';
import { say, seconds } from '../run/tool.mjs';
import { add, countReport, inWords } from './report.mjs';
import { suites } from './suites.mjs';

/** @typedef {{ suite: import('./suites.mjs').Suite, count: import('./report.mjs').Count, note: string }} Outcome */

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
  const reports = mkdtempSync(join(tmpdir(), 'parley-test-'));
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    for (const suite of suites) outcomes.push(await runSuite(suite, args, join(reports, `${outcomes.length}.json`)));
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  return summarize(outcomes, args.length > 0);
}

/** Without what configures a server: tests start their own, and must not meet the one of whoever runs them. */
function environment() {
  const ofServers = /^(HOST|PORT|DATA_DIR|DATABASE_URL|JWT_.*|SOCKET_IO_CORS|RATE_LIMIT_FACTOR|LOG_LEVEL)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofServers.test(name)));
}

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {string[]} args
 * @param {string} report
 * @returns {Promise<Outcome>}
 */
async function runSuite(suite, args, report) {
  const reason = await suite.missing();
  if (reason !== undefined) {
    const failed = process.env['PARLEY_REQUIRE'] === 'all' ? 1 : 0;
    return { suite, count: { ...nothing, failed }, note: `not run: ${reason}` };
  }
  const since = performance.now();
  say(`\n── ${suite.name}`);
  const env = { ...environment(), NODE_ENV: 'test' };
  const { code } = await runChild(process.execPath, [...suite.command(report), ...args], {
    cwd: suite.cwd,
    env,
    show: true,
  });
  const count = countReport(report, { code, mayBeEmpty: args.length > 0 });
  return {
    suite,
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
  for (const { suite, count, note } of outcomes) say([`${suite.name}: ${note}`, ...count.notes].join('\n    '));
  const total = outcomes.map((outcome) => outcome.count).reduce(add, nothing);
  const empty = chosen && total.passed + total.failed === 0;
  if (empty) say('The pattern matches no test.');
  say(inWords(empty ? { ...total, failed: 1 } : total));
  return total.failed > 0 || empty ? 1 : 0;
}
