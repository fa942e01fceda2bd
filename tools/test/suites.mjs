import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { at, root } from '../run/places.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} against the services it runs with
 * @property {() => Promise<string | undefined>} missing why it cannot run here
 * @property {string} cwd
 * @property {(report: string) => string[]} command for Node; writes its report there
 */

const nothingMissing = async () => undefined;

/** @type {Suite} */
const jest = {
  name: 'jest (server, libraries, tools)',
  against: 'PostgreSQL 18, embedded',
  missing: nothingMissing,
  cwd: root,
  command: (report) => [
    at('node_modules/jest/bin/jest.js'),
    '--ci',
    '--passWithNoTests',
    '--json',
    `--outputFile=${report}`,
  ],
};

/** @type {Suite} */
const web = {
  name: 'vitest (web client)',
  against: 'jsdom',
  missing: nothingMissing,
  cwd: at('apps/web'),
  command: (report) => vitest('vitest.config.ts', report),
};

/** @type {Suite} */
const journeys = {
  name: 'browser journeys',
  against: 'the built server, PostgreSQL 18, embedded, and Chromium',
  missing: async () => {
    const { findChromium } = await import(pathToFileURL(at('apps/web/journeys/chromium.mjs')).href);
    return findChromium() ? undefined : 'no Chromium was found (Debian: apt-get install chromium)';
  },
  cwd: at('apps/web'),
  command: (report) => vitest('vitest.journeys.config.ts', report),
};

export const suites = [jest, web, journeys];

/**
 * @param {string} config
 * @param {string} report
 */
function vitest(config, report) {
  const bin = createRequire(at('apps/web/package.json'))
    .resolve('vitest/package.json')
    .replace('package.json', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return [bin, 'run', '--config', config, '--passWithNoTests', ...reporters];
}
