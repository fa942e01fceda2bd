import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { at } from '../run/places.mjs';

const settleMs = 60;

/**
 * Calls back once after a burst of changes, and never twice at the same time: what changes meanwhile calls again.
 * @param {string[]} folders
 * @param {(path: string) => boolean} matters
 * @param {() => Promise<void>} changed
 * @returns {() => void} ends it
 */
export function watchFolders(folders, matters, changed) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let running = Promise.resolve();
  const touched = (/** @type {string} */ path) => {
    if (!matters(path)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(changed);
    }, settleMs);
  };
  const watchers = folders
    .filter((folder) => existsSync(at(folder)))
    .map((folder) => watch(at(folder), { recursive: true }, (_, name) => touched(join(folder, name ?? ''))));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
