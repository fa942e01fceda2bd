import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('generator.mjs', import.meta.url));

/**
 * Asks it, one answer to each order.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {(order: import('./generator.mjs').Order) => Promise<any>}
 */
function askerOf(child) {
  /** @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void }>} */
  const asked = new Map();
  let last = 0;
  child.on('message', (/** @type {{ nth: number, answer?: unknown, error?: string }} */ { nth, answer, error }) => {
    const waiting = asked.get(nth);
    asked.delete(nth);
    if (error === undefined) waiting?.resolve(answer);
    else waiting?.reject(new Error(error));
  });
  child.on('exit', () => {
    for (const { reject } of asked.values()) reject(new Error('A load generator ended.'));
  });
  return (order) =>
    new Promise((resolve, reject) => {
      last += 1;
      asked.set(last, { resolve, reject });
      child.send({ ...order, nth: last }, (error) => error && reject(error));
    });
}

/**
 * A process of sockets outside the server's, so that its cost is its own. With a `niceness` it leaves the processors to the
 * others: ten thousand clients are as many machines, and take no time from the server's.
 * @param {number} [niceness]
 */
export function startGenerator(niceness = 0) {
  const child = fork(main, { serialization: 'advanced' });
  if (child.pid) setPriority(child.pid, niceness);
  const ask = askerOf(child);
  return {
    /** @param {import('./generator.mjs').Opening} opening @returns {Promise<{ seconds: number, latencies: Float64Array }>} */
    open: (opening) => ask({ op: 'open', opening }),
    /** @param {import('./generator.mjs').Opening} opening @returns {Promise<void>} */
    gather: (opening) => ask({ op: 'gather', opening }),
    /** @returns {Promise<{ waits: Float64Array, failures: number }>} */
    stampede: () => ask({ op: 'stampede' }),
    /** @param {string} side @param {import('./generator.mjs').Schedule} schedule */
    listen: (side, schedule) => ask({ op: 'listen', side, schedule }),
    /** @param {string} side @param {import('./generator.mjs').Schedule} schedule */
    send: (side, schedule) => ask({ op: 'send', side, schedule }),
    /** @returns {Promise<{ received: number, answered: number }>} */
    progress: () => ask({ op: 'progress' }),
    /** @returns {Promise<import('./generator.mjs').Seen>} */
    seen: () => ask({ op: 'seen' }),
    close: () => ask({ op: 'close' }),
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** @typedef {ReturnType<typeof startGenerator>} Generator */
