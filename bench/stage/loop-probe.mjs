// Loaded into a server before anything else, with --import: the longest turn of its event loop in each second, and the most CPU
// that one took, written to LOOP_PROBE when it ends. The same for Parley and for the floor. CPU tells more where others wait for
// the same processors. Not `monitorEventLoopDelay`: its reset forgets the turn that is under way.
import { writeFileSync } from 'node:fs';

const everyMs = 2;
const secondMs = 1_000;

/** @type {{ at: number, ms: number, busy: number, cpu: number }[]} */
const turns = [];
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const now = { ms: performance.now(), cpu: cpuMs() };
const begun = { ...now };
const most = { ms: 0, busy: 0 };

setInterval(() => {
  const then = { ...now };
  Object.assign(now, { ms: performance.now(), cpu: cpuMs() });
  most.ms = Math.max(most.ms, now.ms - then.ms - everyMs);
  most.busy = Math.max(most.busy, now.cpu - then.cpu);
  if (now.ms - begun.ms < secondMs) return;
  turns.push({ at: Date.now(), ...most, cpu: (now.cpu - begun.cpu) / 1_000 });
  Object.assign(begun, now);
  Object.assign(most, { ms: 0, busy: 0 });
}, everyMs).unref();

process.on('exit', () => writeFileSync(process.env.LOOP_PROBE ?? '/dev/null', JSON.stringify(turns)));
