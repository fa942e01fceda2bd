import { existsSync } from 'node:fs';
import { at, lockedPackages } from '../run/places.mjs';

/**
 * The packages of the lock file that are not in node_modules as it names them. npm writes down there what it has
 * installed, whoever called it, so no mark of our own is needed.
 * @param {{ dev: boolean }} options dev: also those that only tests and checks need
 * @returns {string[]}
 */
export function missingPackages({ dev }) {
  const installed = installedPackages();
  return Object.entries(lockedPackages(at('package-lock.json')))
    .filter(([path, wanted]) => path.startsWith('node_modules/') && (dev || !wanted.dev))
    .filter(([path, wanted]) => !isThere(path, wanted, installed[path]))
    .map(([path]) => path);
}

export function hasDevPackages() {
  return Object.values(installedPackages()).some((found) => found.dev);
}

function installedPackages() {
  const record = at('node_modules/.package-lock.json');
  return existsSync(record) ? lockedPackages(record) : {};
}

/**
 * @param {string} path
 * @param {import('../run/places.mjs').LockedPackage} wanted
 * @param {import('../run/places.mjs').LockedPackage | undefined} found
 */
function isThere(path, wanted, found) {
  if (!found) return wanted.optional === true;
  return found.version === wanted.version && found.integrity === wanted.integrity && existsSync(at(path));
}
