// Loaded into a server before anything else, with --import: how long the longest turn of its event loop was in each second,
// written to LOOP_PROBE when it ends. The same for Parley and for the floor, from inside, so that a machine with others on it
// counts less. Not `monitorEventLoopDelay`: its reset forgets the turn that is under way.
import { writeFileSync } from 'node:fs';

const everyMs = 2;
const secondMs = 1_000;

/** @type {{ at: number, ms: number, cpu: number }[]} */
const turns = [];
let before = process.cpuUsage();
let last = performance.now();
let from = last;
let longest = 0;

setInterval(() => {
  const now = performance.now();
  longest = Math.max(longest, now - last - everyMs);
  last = now;
  if (now - from < secondMs) return;
  const { user, system } = process.cpuUsage(before);
  before = process.cpuUsage();
  turns.push({ at: Date.now(), ms: longest, cpu: (user + system) / 1e6 });
  longest = 0;
  from = now;
}, everyMs).unref();

process.on('exit', () => writeFileSync(process.env.LOOP_PROBE ?? '/dev/null', JSON.stringify(turns)));
