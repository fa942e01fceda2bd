import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { at, root } from '../run/places.mjs';
import { say, seconds } from '../run/tool.mjs';

const drainMs = 15_000;

/** The address it would name is the inner one, and its advice is for those who run it. */
const known = /^(Parley is (ready|stopping)|Open it and create|From another machine|Mails stay)/;

/** The API as a child that can be replaced. It owns the embedded PostgreSQL, so the old one is gone before the new one starts. */
export class ServerProcess {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #spare;
  #ended = false;

  /** @param {NodeJS.ProcessEnv} env */
  constructor(env) {
    this.env = env;
    /** Settles when the API answers, or when it is known that it will not. */
    this.ready = Promise.resolve();
  }

  async restart() {
    /** @type {(value?: undefined) => void} */
    let settle = () => {};
    this.ready = new Promise((resolve) => (settle = resolve));
    const since = performance.now();
    await this.#stopChild();
    if (this.#ended) return;
    const child = this.#spare ?? this.#warmUp();
    this.#spare = undefined;
    this.#child = child;
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      say(`The server ended (${signal ?? `exit code ${code}`}). It starts again at the next change.`);
    });
    // One that died meanwhile is noticed by its exit.
    child.send('start', () => undefined);
    await this.#answers(child);
    if (this.#child === child) say(`The server answers (${seconds(since)}).`);
    settle();
    // Ended while it started: a spare made now would wait for ever.
    if (!this.#ended) this.#spare = this.#warmUp();
  }

  async stop() {
    this.#ended = true;
    // A Ctrl-C reaches the whole group: it may have ended already.
    if (this.#spare?.connected) this.#spare.disconnect();
    await this.#stopChild();
  }

  #warmUp() {
    const child = fork(at('tools/dev/spare.mjs'), {
      cwd: root,
      env: this.env,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    if (child.stdout) createInterface(child.stdout).on('line', (line) => known.test(line) || say(line));
    // One that ends before its time is not taken.
    child.once('exit', () => {
      if (this.#spare === child) this.#spare = undefined;
    });
    return child;
  }

  async #stopChild() {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), drainMs);
    await gone;
    clearTimeout(late);
  }

  /** @param {import('node:child_process').ChildProcess} child */
  async #answers(child) {
    const url = `http://127.0.0.1:${this.env['PORT']}/health/ready`;
    while (this.#child === child) {
      const answer = await fetch(url).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(50);
    }
  }
}
