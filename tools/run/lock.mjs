import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { at } from './places.mjs';
import { Refusal, say } from './tool.mjs';

const folder = at('.cache/build');
const path = at('.cache/build/lock');

/**
 * One install or build at a time. Every output of a build is also written aside and renamed, so a lock that a kill -9 left, or that two
 * waiters take over at the same moment, costs work done twice and nothing else.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function underLock(work) {
  for (let told = false; !take(); told = true) {
    const holder = liveHolder();
    if (holder === undefined) rmSync(path, { force: true });
    else if (!told) say(`Another start or build is at work here (process ${holder}); waiting for it…`);
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take() {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new Refusal(
      `Parts of Parley have to be installed or built, but ${at()} cannot be written (${codeOf(error)}): run \`npm run build\` as a user who may, then start again.`,
    );
  }
}

/** @returns {number | undefined} */
function liveHolder() {
  try {
    const [pid = '', start = ''] = readFileSync(path, 'utf8').split(' ');
    process.kill(Number(pid), 0);
    return startOf(Number(pid)) === start ? Number(pid) : undefined;
  } catch (error) {
    return codeOf(error) === 'EPERM' ? -1 : undefined;
  }
}

/**
 * A process id comes round again; together with the time it started it does not.
 * @param {number} pid
 */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
