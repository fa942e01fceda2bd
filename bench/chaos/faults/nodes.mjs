import { setTimeout as sleep } from 'node:timers/promises';
import { oneOf } from '../random.mjs';

/** @typedef {import('./index.mjs').Fault} Fault */

/** @type {Fault} */
const kill = {
  name: 'node: kill -9 mid-send',
  async happen({ stage, random }) {
    const node = oneOf(random, stage.nodes);
    await sleep(random() * 800);
    await node.end('SIGKILL');
    await sleep(500);
    await node.start();
  },
};

/** @type {Fault[]} */
export const nodeFaults = [kill];
