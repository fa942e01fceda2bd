import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const megabytes = 1_500;

/** @typedef {{ fill: () => void, free: () => void, remove: () => void }} Disk */

/**
 * A disk of its own, in memory, for what shall run out of room.
 * @param {string} place @returns {Disk | string} or why there is none
 */
export function mountDisk(place) {
  mkdirSync(place, { mode: 0o755 });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', place]);
  if (status !== 0) return 'a disk that can be filled needs the right to mount one';
  const ballast = join(place, 'ballast');
  return {
    fill: () => writeUntilFull(ballast),
    free: () => rmSync(ballast, { force: true }),
    remove: () => void spawnSync('umount', ['-l', place]),
  };
}

/** @param {string} path */
function writeUntilFull(path) {
  const file = openSync(path, 'w');
  try {
    // Smaller and smaller pieces, so that not one page of a table has room.
    for (let piece = 1024 * 1024; piece >= 1024; piece /= 4) while (hasRoomFor(file, piece));
  } finally {
    closeSync(file);
  }
}

/** @param {number} file @param {number} bytes */
function hasRoomFor(file, bytes) {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOSPC') return false;
    throw error;
  }
}
