import { broker } from './broker.mjs';
import { byteFlood } from './byte-flood.mjs';
import { catchingUp } from './catching-up.mjs';
import { connecting } from './connecting.mjs';
import { conversationList } from './conversation-list.mjs';
import { growth } from './growth.mjs';
import { history } from './history.mjs';
import { longRun } from './long-run.mjs';
import { selfTest } from './self-test.mjs';
import { sending, workloads } from './sending.mjs';
import { signingIn } from './sign-in.mjs';
import { slowReader } from './slow-reader.mjs';
import { starting } from './starting.mjs';
import { statements } from './statements.mjs';
import { storm } from './storm.mjs';
import { throughput } from './throughput.mjs';
import { twoNodes } from './two-nodes.mjs';

/**
 * By name; those with numbers are the workloads of `docs/performance.md`.
 * @type {Record<string, (stage: import('../stage/stage.mjs').Stage) => Promise<import('../figures/report.mjs').Measured>>}
 */
export const measurements = {
  ...Object.fromEntries(Object.keys(workloads).map((name) => [name, (stage) => sending(name, stage)])),
  W5: throughput,
  W6: connecting,
  W7: history,
  W8: catchingUp,
  W11: twoNodes,
  W12: longRun,
  W13: starting,
  growth,
  'conversation-list': conversationList,
  'sign-in': signingIn,
  statements,
  broker,
  'slow-reader': slowReader,
  storm,
  'byte-flood': byteFlood,
  'self-test': selfTest,
};
