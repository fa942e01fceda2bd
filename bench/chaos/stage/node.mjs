import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url));

/** Loaded before the server: its clock is that of another machine, and steps to the other side. @param {number} ms */
const skewedBy = (ms) => {
  const code = `const now = Date.now;
    let skew = ${ms};
    process.on('SIGUSR2', () => (skew = -skew));
    Date.now = () => now() + skew;
    globalThis.Date = new Proxy(Date, {
      construct: (real, given, made) => Reflect.construct(real, given.length > 0 ? given : [real.now()], made),
    });`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
};

/** One built server in a process of its own, which can be killed and comes back. */
export class ServerNode {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #gone = Promise.resolve();
  port = 0;

  /** @param {{ name: string, env: Record<string, string>, logFile: string }} what */
  constructor({ name, env, logFile }) {
    this.name = name;
    this.env = env;
    this.logFile = logFile;
  }

  get isUp() {
    return this.port !== 0;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** @param {{ skewMs?: number }} [how] */
  async start({ skewMs = 0 } = {}) {
    const flags = skewMs === 0 ? [] : [skewedBy(skewMs)];
    const child = spawn(process.execPath, [...flags, main], {
      env: { PATH: process.env['PATH'], ...this.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    // A run that fails leaves nothing behind.
    const endWithUs = () => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => appendFileSync(this.logFile, chunk));
    this.#gone = once(child, 'close').then(() => {
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

  /** As much behind as it was ahead, or the other way round, from one moment to the next. Only for one started with a skew. */
  stepClock() {
    this.signal('SIGUSR2');
  }

  /** @param {NodeJS.Signals} signal */
  async end(signal) {
    this.signal(signal);
    await this.#gone;
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
