import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { at, root } from '../run/places.mjs';

/**
 * Every file below the places, as paths from the root. Links are not followed.
 * @param {string[]} places files or folders; what does not exist is left out
 * @param {(path: string) => boolean} [keep]
 * @returns {string[]}
 */
export function filesIn(places, keep = () => true) {
  return places
    .flatMap((place) => walk(at(place)))
    .filter(keep)
    .sort();
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function walk(path) {
  if (!existsSync(path)) return [];
  if (!lstatSync(path).isDirectory()) return [relative(root, path)];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink() && entry.name !== 'node_modules')
    .flatMap((entry) => walk(join(path, entry.name)));
}

/**
 * By content, not by time: a checkout, a copy or a `touch` changes times and makes nothing stale.
 * @param {string} path from the root
 */
export function hashOf(path) {
  return createHash('sha256')
    .update(readFileSync(at(path)))
    .digest('base64url');
}

/**
 * @param {string[]} paths
 * @param {string[]} more what else decides the output: versions, settings
 */
export function fingerprint(paths, more = []) {
  const all = [...more, ...paths.map((path) => `${path} ${hashOf(path)}`)];
  return createHash('sha256').update(all.join('\n')).digest('base64url');
}

/**
 * What the last build of a part was made from.
 * @param {string} part
 * @returns {unknown}
 */
export function readStamp(part) {
  try {
    return JSON.parse(readFileSync(stampPath(part), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} part
 * @param {unknown} stamp
 */
export function writeStamp(part, stamp) {
  writeWhole(stampPath(part), JSON.stringify(stamp));
}

/** @param {string} part */
function stampPath(part) {
  return at('.cache/build', `${part}.json`);
}

/**
 * A reader finds the old file or the new one, never half of it.
 * @param {string} path
 * @param {string | Uint8Array} content
 */
export function writeWhole(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.${process.pid}.tmp`;
  writeFileSync(aside, content);
  renameSync(aside, path);
}
