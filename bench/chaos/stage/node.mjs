import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hook } from './hook.mjs';

const main = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url));

/** MiB of a server's heap, as one of a small machine may have, so that its limit is soon reached. */
const heapMax = 400;

/** One built server in a process of its own, which can be killed and comes back. */
export class ServerNode {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #gone = Promise.resolve();
  port = 0;
  /** Of its last end, where it was not a kill. @type {number | null} */
  code = null;

  /** @param {{ name: string, env: Record<string, string>, logFile: string }} what */
  constructor({ name, env, logFile }) {
    this.name = name;
    this.env = env;
    this.logFile = logFile;
  }

  get #orders() {
    return `${this.logFile}.orders`;
  }

  get isUp() {
    return this.port !== 0;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** @param {{ first?: import('./hook.mjs').Order }} [how] `first`: what it is ordered before it starts */
  async start({ first } = {}) {
    if (first) this.#write(first);
    const orders = { CHAOS_ORDERS: this.#orders, ...(first && { CHAOS_FIRST: 'yes' }) };
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMax}`, hook, main], {
      env: { PATH: process.env['PATH'], ...this.env, ...orders, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    // A run that fails leaves nothing behind.
    const endWithUs = () => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => appendFileSync(this.logFile, chunk));
    this.#gone = once(child, 'close').then(([code]) => {
      this.code = code;
      process.off('exit', endWithUs);
      this.port = 0;
    });
    this.port = await Promise.race([listening(child), this.#gone.then(() => 0)]);
    if (this.port === 0) throw new Error(`${this.name} ended as it started; see ${this.logFile}.`);
  }

  /** @param {NodeJS.Signals} signal */
  signal(signal) {
    this.#child?.kill(signal);
  }

  /** Something that only the process itself can do to itself. @param {import('./hook.mjs').Order} order */
  order(order) {
    this.#write(order);
    this.signal('SIGUSR2');
  }

  /** Until it is gone by itself. */
  ended() {
    return this.#gone;
  }

  /** @param {NodeJS.Signals} signal */
  async end(signal) {
    this.signal(signal);
    await this.#gone;
  }

  /** @param {import('./hook.mjs').Order} order */
  #write(order) {
    writeFileSync(this.#orders, JSON.stringify(order));
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} */
function listening(child) {
  let out = '';
  return new Promise((resolve) => {
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => {
      out += chunk.toString();
      const port = /Parley is ready: http:\/\/[^:]+:(\d+)/.exec(out)?.[1];
      if (port) resolve(Number(port));
    });
  });
}
