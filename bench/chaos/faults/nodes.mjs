import { setTimeout as sleep } from 'node:timers/promises';
import { Herd } from '../crowd/herd.mjs';
import { oneOf } from '../random.mjs';
import { until } from '../until.mjs';

/** @typedef {import('./index.mjs').Fault} Fault */

/** @type {Fault} */
const kill = {
  name: 'node: kill -9 mid-send, three times',
  breaks: ['node'],
  leans: ['postgres'],
  async happen({ stage, random }) {
    for (let time = 0; time < 3; time += 1) {
      const node = oneOf(random, stage.nodes);
      await sleep(random() * 300);
      await node.end('SIGKILL');
      await node.start();
    }
  },
};

/** @type {Fault} */
const drain = {
  name: 'node: SIGTERM, drained',
  breaks: ['node'],
  leans: ['postgres', 'network'],
  async happen({ stage, record, random }) {
    const node = oneOf(random, stage.nodes);
    const since = performance.now();
    await node.end('SIGTERM');
    // What was asked later may be on its way in the moment the connection is closed.
    const cut = record.asks.filter(
      ({ outcome, begunAt, endedAt }) => outcome === 'cut' && begunAt < since && (endedAt ?? 0) > since,
    );
    await node.start();
    return cut.length > 0
      ? [
          `${cut.length} requests were cut off by a node that was asked politely: ${cut.map(({ what }) => what).join(', ')}`,
        ]
      : [];
  },
};

const herdSize = 1_000;
/** So long that only those count who would never be. */
const backWithinMs = 60_000;

/** All are told, come back to the other node, and know of what was said meanwhile; the node ends in time. @type {Fault} */
const drainMany = {
  name: 'node: SIGTERM, drained with 1,000 sockets',
  breaks: ['node'],
  leans: ['postgres', 'network'],
  isLong: true,
  async happen(situation) {
    const { stage, random } = situation;
    const node = oneOf(random, stage.nodes);
    const herd = await Herd.of(situation, herdSize);
    await herd.settleAt(node.url);
    const over = new AbortController();
    const talking = herd.talk(over.signal);
    const returning = herd.comesBack().then(() => true);
    await node.end('SIGTERM');
    const ended = node.code;
    const areBack = await Promise.race([returning, sleep(backWithinMs, false)]);
    over.abort();
    await talking;
    const behind = areBack ? await herd.behind() : herdSize;
    herd.leaves();
    await node.start();
    return [
      ended === 0 ? '' : `the node ended with code ${ended}`,
      herd.told === herdSize ? '' : `${herd.told} of ${herdSize} were told to come back elsewhere`,
      areBack ? '' : `not all of ${herdSize} were back after ${backWithinMs} ms`,
      behind === 0 ? '' : `${behind} do not know of all ${herd.sent} messages`,
    ].filter(Boolean);
  },
};

/** @type {Fault} */
const freeze = {
  name: 'node: event loop held for 2 s',
  breaks: ['node'],
  async happen({ stage, record, random }) {
    const node = oneOf(random, stage.nodes);
    record.heldMs += 2_000;
    node.signal('SIGSTOP');
    await sleep(2_000);
    node.signal('SIGCONT');
  },
};

const hourMs = 3_600_000;

/** Two hours apart, stepping over each other as they run, one of them from its start: no order and no right may hang on a clock. @type {Fault} */
const clocks = {
  name: 'node: clocks an hour ahead and behind, stepping over each other',
  breaks: ['node'],
  leans: ['postgres'],
  async happen({ stage: { nodes } }) {
    const stepTo = (/** @type {number} */ ms) => {
      for (const [at, node] of nodes.entries()) node.order({ what: 'clock', ms: at % 2 === 0 ? ms : -ms });
    };
    stepTo(hourMs);
    await nodes[0]?.end('SIGTERM');
    await nodes[0]?.start({ first: { what: 'clock', ms: hourMs } });
    for (const ms of [-hourMs, hourMs, -hourMs, 0]) {
      await sleep(700);
      stepTo(ms);
    }
  },
};

/** Nothing is finished, as by a kill, but first it only collects garbage and says nothing. @type {Fault} */
const heap = {
  name: 'node: its heap full',
  breaks: ['node'],
  leans: ['postgres'],
  async happen({ stage, record, random }) {
    const node = oneOf(random, stage.nodes);
    const from = performance.now();
    node.order({ what: 'heap' });
    await node.ended();
    record.heldMs += performance.now() - from;
    record.severed.push({ from, to: performance.now() });
    await node.start();
  },
};

/** @type {Fault} */
const hundred = {
  name: 'client: the same send 100 times at once on two nodes',
  leans: ['postgres', 'node', 'network'],
  async happen({ stage: { nodes }, crowd, rooms, record }) {
    for (const name of ['bea', 'cyn', 'dan']) {
      const person = crowd.person(name);
      await until(() => person.isConnected, 5_000);
      const send = record.send({ senderId: person.id, conversationId: rooms.open });
      const tries = Array.from({ length: 100 }, (_, n) =>
        person.attempt(send, n % 5 === 0 ? {} : { byHttp: true, url: nodes[n % nodes.length]?.url ?? '' }),
      );
      await Promise.all(tries);
    }
  },
};

export const nodeFaults = [kill, drain, drainMany, freeze, heap, clocks, hundred];
