import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * @typedef {import('node:net').Socket} Socket
 * @typedef {{ near: Socket, far: Socket, silent: boolean }} Pair
 */

/** A way by TCP to whichever of some ports answers, which can be cut, held up and made to forget. */
export class Way {
  /** @type {Set<Pair>} */
  #pairs = new Set();
  #open = true;
  #silent = false;
  #delayMs = 0;
  #turn = 0;
  /** @type {WeakMap<Socket, number>} */
  #due = new WeakMap();
  /** @type {{ pattern: string, happened: () => void } | null} */
  #trap = null;
  /** @param {() => number[]} targets tried in turns */
  constructor(targets) {
    this.targets = targets;
    this.server = createServer((near) => this.#enter(near));
  }

  /** @param {() => number[]} targets */
  static async open(targets) {
    const way = new Way(targets);
    way.server.listen(0, '127.0.0.1');
    await once(way.server, 'listening');
    return way;
  }

  get port() {
    return /** @type {import('node:net').AddressInfo} */ (this.server.address()).port;
  }

  /** Ends what is connected; with `stay` nobody gets through until it is mended. */
  cut({ stay = true } = {}) {
    if (stay) this.#open = false;
    for (const pair of this.#pairs) this.#end(pair);
  }

  /** Half-open: what is said from now on reaches nobody, and nobody is told. */
  forget() {
    this.#silent = true;
    for (const pair of this.#pairs) pair.silent = true;
  }

  /** @param {number} ms */
  delay(ms) {
    this.#delayMs = ms;
  }

  /** Answered connections come back as they were; forgotten ones are at an end. */
  mend() {
    this.#open = true;
    this.#silent = false;
    this.#delayMs = 0;
    this.#trap = null;
    for (const pair of this.#pairs) if (pair.silent) this.#end(pair);
  }

  /**
   * The next time something with this in it was said, and has been answered by the far side, the answer is thrown away and
   * both sides are cut: what was asked for is done, and whoever asked does not know.
   * @param {string} pattern
   */
  dropAnswerTo(pattern) {
    return new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      this.#trap = { pattern, happened: () => resolve(undefined) };
    });
  }

  async close() {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  /** @param {Socket} near */
  #enter(near) {
    near.on('error', () => near.destroy());
    if (!this.#open) return near.destroy();
    const ports = this.targets();
    this.#turn += 1;
    const inTurn = ports.map((_, index) => ports[(this.#turn + index) % ports.length] ?? 0);
    this.#dial(near, inTurn);
  }

  /** @param {Socket} near @param {number[]} ports */
  #dial(near, [port, ...others]) {
    if (port === undefined || near.destroyed) return near.destroy();
    const far = connect(port, '127.0.0.1');
    const next = () => this.#dial(near, others);
    far.once('error', next);
    far.once('connect', () => {
      far.off('error', next);
      this.#join(near, far);
    });
  }

  /** @param {Socket} near @param {Socket} far */
  #join(near, far) {
    const pair = { near, far, silent: this.#silent };
    this.#pairs.add(pair);
    if (!this.#open || near.destroyed) return this.#end(pair);
    let trapped = false;
    near.on('data', (chunk) => {
      trapped ||= this.#trap !== null && chunk.includes(this.#trap.pattern);
      this.#pass(pair, far, chunk);
    });
    far.on('data', (chunk) => {
      if (trapped && this.#trap) return this.#spring(pair);
      this.#pass(pair, near, chunk);
    });
    for (const socket of [near, far]) {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => !pair.silent && this.#end(pair));
    }
  }

  /** @param {Pair} pair */
  #spring(pair) {
    this.#trap?.happened();
    this.#trap = null;
    this.#end(pair);
  }

  /** @param {Pair} pair @param {Socket} to @param {Buffer} chunk */
  #pass(pair, to, chunk) {
    if (pair.silent) return;
    // What was delayed may not be overtaken once the way is mended.
    const due = Math.max(performance.now() + this.#delayMs, this.#due.get(to) ?? 0);
    if (due <= performance.now()) return void to.write(chunk);
    this.#due.set(to, due);
    setTimeout(() => pair.silent || to.destroyed || to.write(chunk), due - performance.now());
  }

  /** @param {Pair} pair */
  #end(pair) {
    this.#pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  }
}
