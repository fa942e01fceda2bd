import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runChild } from '../run/child.mjs';
import { at, lockedPackages, root } from '../run/places.mjs';
import { Refusal } from '../run/tool.mjs';
import { bundle, bundled } from './bundle.mjs';
import { compiledPart } from './compiled-part.mjs';
import { filesIn, fingerprint, readStamp, writeStamp } from './fingerprint.mjs';

/**
 * @typedef {{ name: string, isStale: () => boolean, build: () => Promise<void> }} Part
 * @typedef {{ inputs: string, outputs: string[] }} Stamp
 */

const isTest = (/** @type {string} */ path) => /\.spec\.tsx?$|\/journeys\/|\/vitest\./.test(path);

const prismaConfig = 'prisma/prisma.config.ts';

/** @type {Part} */
const databaseClient = madePart({
  name: 'database client',
  output: 'apps/api/src/platform/database/generated',
  inputs: () => {
    const locked = lockedPackages(at('package-lock.json'));
    const versions = ['prisma', '@prisma/client'].map((name) => locked[`node_modules/${name}`]?.version ?? '');
    return fingerprint(filesIn(['prisma/schema', prismaConfig]), versions);
  },
  make: () => {
    const args = [at('node_modules/prisma/build/index.js'), 'generate', '--config', at(prismaConfig)];
    return run('the database client', args, { cwd: root, env: { CHECKPOINT_DISABLE: '1' } });
  },
});

/** @type {Part} */
const webClient = madePart({
  name: 'web client',
  output: 'apps/web/dist',
  inputs: () => {
    const places = ['apps/web', 'libs/contracts/src', 'libs/client/src', 'package-lock.json'];
    return fingerprint(filesIn(places, (path) => !isTest(path) && !path.startsWith('apps/web/dist/')));
  },
  make: async () => {
    const aside = at('.cache/build/web');
    const vite = createRequire(at('apps/web/package.json')).resolve('vite/package.json');
    const bin = join(dirname(vite), 'bin/vite.js');
    const args = [bin, 'build', '--outDir', aside, '--emptyOutDir', '--logLevel', 'warn'];
    // Under another NODE_ENV the bundle would hold React's development build.
    await run('the web client', args, { cwd: at('apps/web'), env: { NODE_ENV: 'production' } });
    replaceFolder(aside, at('apps/web/dist'));
  },
});

/** What `npm start` runs. Not part of a development server, which would wait for it after each change. @type {Part} */
const serverBundle = madePart({
  name: 'server bundle',
  output: bundled,
  inputs: () =>
    fingerprint(
      ['package-lock.json', 'tools/build/bundle.mjs'],
      compiled.map(({ name }) => JSON.stringify(readStamp(name))),
    ),
  make: async () => {
    await bundle();
    const keep = `require('./apps/api/dist/bundle.js').keepCompiled(process.argv[1]); process.exit()`;
    await run('the server bundle', ['-e', keep, at(bundled, 'server.js')], { cwd: root, env: {} });
  },
});

const compiled = [compiledPart('contracts', 'libs/contracts'), compiledPart('server', 'apps/api')];
const server = [databaseClient, ...compiled];
const client = [compiledPart('client library', 'libs/client')];

/** Those of a chain are built one after the other, the chains at the same time. */
export const serverChains = [server, client];
export const allChains = [[...server, serverBundle], client, [webClient]];

/**
 * A part that is made anew as a whole.
 * @param {{ name: string, output: string, inputs: () => string, make: () => Promise<void> }} options
 * @returns {Part}
 */
function madePart({ name, output, inputs, make }) {
  return {
    name,
    isStale: () => {
      const stamp = /** @type {Stamp | undefined} */ (readStamp(name));
      return stamp?.inputs !== inputs() || !stamp.outputs.every((path) => existsSync(at(path)));
    },
    build: async () => {
      // Taken before: what is changed while it is made has to make it stale.
      const made = inputs();
      await make();
      writeStamp(name, { inputs: made, outputs: filesIn([output]) });
    },
  };
}

/**
 * @param {string} what
 * @param {string[]} args of Node
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
async function run(what, args, { cwd, env }) {
  const all = { ...process.env, NO_COLOR: '1', ...env };
  const { code, output } = await runChild(process.execPath, args, { cwd, env: all });
  if (code !== 0) throw new Refusal(`${output.trim()}\nThe build of ${what} failed; the reason stands above.`);
}

/**
 * A server that runs meanwhile goes without the files for a moment, not for the length of a build.
 * @param {string} made
 * @param {string} place
 */
function replaceFolder(made, place) {
  const old = at('.cache/build/web-before');
  rmSync(old, { recursive: true, force: true });
  mkdirSync(at('.cache/build'), { recursive: true });
  if (existsSync(place)) renameSync(place, old);
  renameSync(made, place);
  rmSync(old, { recursive: true, force: true });
}
