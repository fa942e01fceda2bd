import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./index.mjs').Fault} Fault */

/** @type {Fault} */
const cut = {
  name: 'network: all clients cut off, ten times',
  breaks: ['network'],
  async happen({ stage: { balancer } }) {
    for (let time = 0; time < 10; time += 1) {
      balancer.cut({ stay: false });
      await sleep(250);
    }
  },
};

/** @type {Fault} */
const slow = {
  name: 'network: 300 ms between clients and nodes',
  breaks: ['network'],
  async happen({ stage: { balancer }, record }) {
    record.heldMs += 300;
    balancer.delay(300);
    await sleep(2_500);
    balancer.mend();
  },
};

/** What is said reaches nobody, and neither side is told; in the end the way has forgotten who was connected. @type {Fault} */
const halfOpen = {
  name: 'network: all connections half-open for 3 s',
  breaks: ['network'],
  async happen({ stage: { balancer }, record }) {
    const from = performance.now();
    balancer.forget();
    await sleep(3_000);
    balancer.mend();
    record.severed.push({ from, to: performance.now() });
  },
};

export const networkFaults = [cut, slow, halfOpen];
