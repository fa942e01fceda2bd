import { existsSync, readFileSync, rmSync } from 'node:fs';
import { at, lockedPackages } from '../run/places.mjs';
import { Refusal } from '../run/tool.mjs';
import { filesIn, fingerprint, hashOf, readStamp, writeStamp, writeWhole } from './fingerprint.mjs';

/** @typedef {{ settings: string, files: Record<string, string> }} Stamp the hash of each source */

const isSource = (/** @type {string} */ path) => !/\.(spec|contract)\.ts$|\.d\.ts$/.test(path);

/**
 * A package whose src becomes dist through SWC, file by file, only what changed.
 * @param {string} name
 * @param {string} folder
 * @returns {import('./parts.mjs').Part}
 */
export function compiledPart(name, folder) {
  const plan = () => planOf(name, folder);
  return {
    name,
    isStale: () => plan().stale,
    build: async () => {
      const { now, changed, outputs } = plan();
      await compileAll(changed);
      const wanted = new Set(outputs);
      for (const path of filesIn([`${folder}/dist`])) if (!wanted.has(path)) rmSync(at(path));
      writeStamp(name, now);
    },
  };
}

/**
 * @param {string} name
 * @param {string} folder
 */
function planOf(name, folder) {
  const sources = filesIn([`${folder}/src`], isSource);
  const files = Object.fromEntries(sources.map((path) => [path, hashOf(path)]));
  /** @type {Stamp} */
  const now = { settings: settings(), files };
  const before = stampOf(name, now.settings);
  const outputs = sources.flatMap(outputsOf);
  const changed = sources.filter(
    (path) => before[path] !== files[path] || !outputsOf(path).every((output) => existsSync(at(output))),
  );
  const removed = Object.keys(before).some((path) => !(path in files));
  return { now, changed, outputs, stale: changed.length > 0 || removed };
}

function settings() {
  return fingerprint(['.swcrc'], [lockedPackages(at('package-lock.json'))['node_modules/@swc/core']?.version ?? '']);
}

/**
 * @param {string} name
 * @param {string} wanted
 * @returns {Record<string, string>} nothing when other settings made it
 */
function stampOf(name, wanted) {
  const stamp = /** @type {Stamp | undefined} */ (readStamp(name));
  return stamp?.settings === wanted ? stamp.files : {};
}

/** @param {string} path */
function outputsOf(path) {
  const target = path.replace('/src/', '/dist/');
  if (!path.endsWith('.ts')) return [target];
  return [target.replace(/\.ts$/, '.js'), target.replace(/\.ts$/, '.js.map')];
}

/** @param {string[]} paths */
async function compileAll(paths) {
  if (paths.length === 0) return;
  const { transform } = await import('@swc/core');
  const options = { ...JSON.parse(readFileSync(at('.swcrc'), 'utf8')), swcrc: false, configFile: false };
  const results = await Promise.allSettled(paths.map((path) => compile(path, transform, options)));
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [plain(result.reason)] : []));
  if (failures.length > 0) throw new Refusal(failures.join('\n'));
}

/**
 * SWC adds the stack of its own machinery below what it has to say.
 * @param {unknown} error
 */
function plain(error) {
  const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n\nCaused by:');
  return said.trimEnd();
}

/**
 * @param {string} path
 * @param {typeof import('@swc/core').transform} transform
 * @param {import('@swc/core').Options} options
 */
async function compile(path, transform, options) {
  const [target = '', map = ''] = outputsOf(path);
  const source = readFileSync(at(path));
  if (!path.endsWith('.ts')) return writeWhole(at(target), source);
  const sourceFileName = `${'../'.repeat(target.split('/').length - 1)}${path}`;
  const made = await transform(source.toString(), { ...options, filename: at(path), sourceFileName, sourceMaps: true });
  writeWhole(at(map), made.map ?? '');
  writeWhole(at(target), `${made.code}//# sourceMappingURL=${map.split('/').at(-1)}\n`);
}
