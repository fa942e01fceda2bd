// Loaded into a server before anything else, with --import: how long the longest turn of its event loop was in each second,
// written to LOOP_PROBE when it ends. The same for Parley and for the floor, from inside, so that a machine with others on it
// counts less.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const everyMs = 1_000;
const resolutionMs = 1;

/** @type {{ at: number, ms: number, cpu: number }[]} */
const turns = [];
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();
let before = process.cpuUsage();

setInterval(() => {
  const { user, system } = process.cpuUsage(before);
  before = process.cpuUsage();
  turns.push({ at: Date.now(), ms: Math.max(0, delay.max / 1e6 - resolutionMs), cpu: (user + system) / 1e6 });
  delay.reset();
}, everyMs).unref();

process.on('exit', () => writeFileSync(process.env.LOOP_PROBE ?? '/dev/null', JSON.stringify(turns)));
