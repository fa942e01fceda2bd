import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../run/tool.mjs';
import { stackFolder, writeSecret } from './settings.mjs';

/**
 * A pid alone names a stranger after a restart of the machine: with the time it was started it names one process for ever.
 * @typedef {{ pid: number, started: string }} Started
 */

/** @param {number} pid @returns {string | undefined} */
function startTime(pid) {
  if (existsSync('/proc/self/stat')) {
    try {
      // The name in brackets may hold spaces; the 22nd field counts from behind it.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return fields[0] === 'Z' ? undefined : `${boot}:${fields[19]}`;
    } catch {
      return undefined;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
}

const recordPath = (/** @type {string} */ name) => stackFolder('run', `${name}.json`);

/** @param {string} name @returns {Started | undefined} what we started under this name, if it is alive */
export function running(name) {
  if (!existsSync(recordPath(name))) return undefined;
  /** @type {Started} */
  const record = JSON.parse(readFileSync(recordPath(name), 'utf8'));
  return startTime(record.pid) === record.started ? record : undefined;
}

/** @param {string} name @param {number} pid */
function remember(name, pid) {
  const started = startTime(pid);
  if (!started) throw new Refusal(`${name} ended as soon as it was started; see ${logPath(name)}.`);
  writeSecret(recordPath(name), { pid, started });
}

/** @param {string} name */
export function logPath(name) {
  return stackFolder('log', `${name}.log`);
}

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [uid]
 * @param {Program} program
 */
export async function startInBackground({ name, command, args, env = process.env, uid }) {
  mkdirSync(stackFolder('log'), { recursive: true });
  const log = openSync(logPath(name), 'w', 0o600);
  // Its own session: Ctrl-C in the terminal must not reach it, and it outlives us.
  const owner = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(command, args, { env, ...owner, cwd: '/', detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const { pid } = child;
  /** @type {Error | undefined} */
  let failure;
  child.once('error', (error) => (failure = error));
  await pause(50);
  if (failure || pid === undefined) throw new Refusal(`${name} cannot be started: ${failure?.message ?? command}`);
  child.unref();
  remember(name, pid);
}

/** @param {string} name @param {number} waitMs @returns {Promise<boolean>} false when there was nothing to end */
export async function endProcess(name, waitMs = 60_000) {
  const record = running(name);
  if (!record) return false;
  process.kill(record.pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  const deadline = Date.now() + waitMs;
  while (running(name) && Date.now() < deadline) await pause(100);
  // It leads a group of its own; a shell around the server must not die alone.
  if (running(name)) process.kill(-record.pid, 'SIGKILL');
  return true;
}

/**
 * @param {string} name
 * @param {() => boolean | Promise<boolean>} isReady
 * @param {number} seconds
 */
export async function waitUntil(name, isReady, seconds) {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (!running(name)) throw new Refusal(`${name} ended while it was starting; its log is ${logPath(name)}.`);
    if (await isReady()) return;
    await pause(200);
  }
  throw new Refusal(`${name} was not ready after ${seconds} s; its log is ${logPath(name)}.`);
}

/**
 * Sends a text and says whether the answer holds another; with neither, whether anybody listens.
 * @param {number} port
 * @param {string} [question]
 * @param {string} [answer]
 * @returns {Promise<boolean>}
 */
export function answers(port, question, answer = '') {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const finish = (/** @type {boolean} */ ok) => {
      socket.destroy();
      resolve(ok);
    };
    socket.setTimeout(2000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => (question === undefined ? finish(true) : socket.write(question)));
    socket.once('data', (data) => finish(data.toString('latin1').includes(answer)));
  });
}
