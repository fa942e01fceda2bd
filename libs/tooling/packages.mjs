// node libs/tooling/packages.mjs [ROOT]    package.json files and the lockfile keep their promises
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Fifteen: who wants another one finds one to do without. */
const VOCABULARY =
  'start dev build test check stack seed backup restore studio bench chaos migrate deadletters bodies'.split(' ');
const EXACT = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/;

/**
 * @typedef {{ scripts?: Record<string, string>, dependencies?: Record<string, string>, devDependencies?: Record<string, string>, overrides?: Record<string, unknown>, allowScripts?: Record<string, boolean> }} Manifest
 * @typedef {{ resolved?: string, link?: boolean, hasInstallScript?: boolean }} Locked
 */

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** @param {string} root @returns {{ path: string, manifest: Manifest }[]} */
function manifests(root) {
  const rooms = ['apps', 'libs'].filter((room) => existsSync(join(root, room)));
  const inside = rooms.flatMap((room) => readdirSync(join(root, room)).map((name) => `${room}/${name}/package.json`));
  return ['package.json', ...inside]
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path, manifest: readJson(join(root, path)) }));
}

/** @param {string} path @param {Manifest} manifest */
function pins(path, manifest) {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  return Object.entries(all)
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `${path}: ${name} is "${version}"; a range installs something else tomorrow`);
}

/** @param {string} path @param {Manifest} manifest */
function scripts(path, { scripts: own = {} }) {
  const names = Object.keys(own);
  if (path !== 'package.json') return names.map((name) => `${path}: script "${name}" belongs in the root, or nowhere`);
  return names
    .filter((name) => !VOCABULARY.includes(name))
    .map((name) => `script "${name}" is none of: ${VOCABULARY.join(' ')}`);
}

/** @param {Record<string, Locked>} packages @param {Manifest} manifest */
function installScripts(packages, { allowScripts = {} }) {
  const names = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.split('node_modules/').at(-1) ?? path);
  return names
    .filter((name) => allowScripts[name] === undefined)
    .map((name) => `${name} brings an install script: decide about it in allowScripts (docs/operations.md says how)`);
}

/** @param {string} text @param {Record<string, Locked>} packages */
function lockfile(text, packages) {
  const problems = Object.entries(packages)
    .filter(([, { resolved, link }]) => resolved && !link)
    .map(([path, { resolved }]) => `package-lock.json: ${path} is tied to ${resolved}`);
  if (/https?:\/\/[^"]*\.tgz/.test(text)) problems.push('package-lock.json names a host to fetch packages from');
  return problems;
}

/** @param {string} root */
function inspect(root) {
  const found = manifests(root);
  const own = found[0]?.manifest ?? {};
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text);
  return [
    ...found.flatMap(({ path, manifest }) => [...pins(path, manifest), ...scripts(path, manifest)]),
    ...installScripts(packages, own),
    ...lockfile(text, packages),
  ];
}

const problems = inspect(resolve(process.argv[2] ?? join(import.meta.dirname, '../..')));
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
