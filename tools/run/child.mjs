import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './places.mjs';

/**
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, timeout?: number }} ChildOptions
 *   `show`: its output goes to ours; `timeout`: milliseconds after which it is ended
 * @typedef {{ code: number, output: string }} ChildResult
 */

/**
 * Runs a program to its end. A signal that reaches us meanwhile is passed on, and ends us when the child is gone:
 * an install or a build left behind would go on writing.
 * @param {string} command
 * @param {string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<ChildResult>}
 */
export function runChild(command, args, { cwd = root, env = process.env, show = false, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = show ? 'inherit' : 'pipe';
    const child = spawn(command, args, { cwd, env, timeout, stdio: ['ignore', stdio, stdio] });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const release = passSignalsTo(child);
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code, signal) => {
      const received = release();
      if (received) process.exit(128 + constants.signals[received]);
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), output });
    });
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => NodeJS.Signals | undefined} stops passing on, and says which signal came
 */
function passSignalsTo(child) {
  /** @type {NodeJS.Signals | undefined} */
  let received;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    received ??= signal;
    child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return () => {
    process.off('SIGINT', pass).off('SIGTERM', pass);
    return received;
  };
}
