// CPU and memory of processes, from /proc: Linux only, as the figures are.
import { readdirSync, readFileSync } from 'node:fs';

const ticksASecond = 100;

/** What a process is, after its name, which may hold anything. @param {number | string} pid */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = (/** @type {number[]} */ ...at) => at.reduce((sum, field) => sum + Number(fields[field]), 0);
    return {
      parent: Number(fields[1]),
      own: ticks(11, 12) / ticksASecond,
      /** Of children that have ended. */
      ended: ticks(13, 14) / ticksASecond,
    };
  } catch {
    return undefined;
  }
}

/** CPU seconds of one process. @param {number} pid */
export const cpuOf = (pid) => stat(pid)?.own ?? 0;

/** CPU seconds of a process and everything it has ever started, as PostgreSQL's backends. @param {number} pid */
export function cpuOfFamily(pid) {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(stat)
    .filter((child) => child?.parent === pid);
  const self = stat(pid);
  return children.reduce((sum, child) => sum + (child?.own ?? 0), (self?.own ?? 0) + (self?.ended ?? 0));
}

/** CPU seconds of every process whose command line reads so. @param {RegExp} command */
export function cpuCalled(command) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && command.test(commandOf(name)))
    .reduce((sum, pid) => sum + (stat(pid)?.own ?? 0), 0);
}

/** @param {string} pid */
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** @param {number} pid */
export function residentKiB(pid) {
  return Number(/^Rss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
}

/** CPU seconds of the whole machine: all there were, those nobody used, and those another guest of the host took. */
export function machine() {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const of = (/** @type {number} */ field) => (ticks[field] ?? 0) / ticksASecond;
  return { all: ticks.reduce((sum, value) => sum + value, 0) / ticksASecond, idle: of(3) + of(4), stolen: of(7) };
}
