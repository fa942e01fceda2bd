import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './system-error';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Tells a process from a later one with the same number; undefined when there is none. */
export function identityOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  try {
    // The name, in parentheses, may hold spaces: the fields are counted from behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    if (fields[0] === 'Z') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${fields[19]}`;
  } catch {
    return startAccordingToPs(pid);
  }
}

function startAccordingToPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether this process works in that folder, as a postmaster does in its cluster. */
export function worksIn(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return commandOf(pid).includes('postgres');
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Sends each signal in turn until the process is gone, waiting the given time after each. */
export async function end(pid: number, signals: [NodeJS.Signals, number][]): Promise<void> {
  const identity = identityOf(pid);
  for (const [signal, patience] of signals) {
    if (identity === undefined || identityOf(pid) !== identity) return;
    process.kill(pid, signal);
    const until = Date.now() + patience;
    while (Date.now() < until && identityOf(pid) === identity) await sleep(25);
  }
}
