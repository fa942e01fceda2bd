import { Log } from '../logging';
import { Periodic } from './periodic';

type Line = [level: string, text: string];

function listeningLog(): { log: Log; lines: Line[] } {
  const lines: Line[] = [];
  const say = (level: string) => (_: unknown, text: string) => lines.push([level, text]);
  return { log: new Log({ warn: say('warn'), info: say('info') } as never), lines };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const open: Periodic[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.stop())));

function periodic(run: (signal: AbortSignal) => Promise<unknown>, everyMs = 5) {
  const { log, lines } = listeningLog();
  const made = new Periodic(log, { failure: 'it could not be done', everyMs, run });
  open.push(made);
  return { made, lines };
}

it('runs again and again, never twice at once, and not before it is started', async () => {
  let runs = 0;
  let atOnce = 0;
  let most = 0;
  const { made } = periodic(async () => {
    most = Math.max(most, (atOnce += 1));
    await new Promise((resolve) => setTimeout(resolve, 4));
    atOnce -= 1;
    runs += 1;
  });
  made.soon();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(runs).toBe(0);
  made.start();
  await until(() => {
    if (runs % 2) made.soon();
    else made.start(0);
    return runs >= 5;
  });
  expect(most).toBe(1);
});

it('stops when the run under way has ended, and tells it to hurry', async () => {
  let state = 'idle';
  const { made } = periodic(async (signal) => {
    state = 'under way';
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await new Promise((resolve) => setTimeout(resolve, 10));
    state = 'ended';
  });
  made.start(0);
  await until(() => state === 'under way');
  made.soon();
  await made.stop();
  expect(state).toBe('ended');
  made.start(0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(state).toBe('ended');
});

it('says each kind of failure once, until it works again', async () => {
  const results = ['ECONNREFUSED', 'ECONNREFUSED', '57P01', 'ECONNREFUSED', null, 'ECONNREFUSED', null];
  let runs = 0;
  const { made, lines } = periodic(async () => {
    const code = results[runs++];
    if (code) throw Object.assign(new Error(`${code} at attempt ${runs}`), { code });
  });
  made.start(0);
  await until(() => runs > results.length);
  const outage: Line = ['warn', 'it could not be done'];
  const over: Line = ['info', 'it works again'];
  expect(lines).toEqual([outage, outage, over, outage, over]);
});

it('runs at once when asked to, and once more for what came during a run', async () => {
  let runs = 0;
  let asked = false;
  const { made } = periodic(async () => {
    runs += 1;
    if (!asked) made.soon();
    asked = true;
  }, 3_600_000);
  made.start();
  made.soon();
  await until(() => runs === 2);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(runs).toBe(2);
});
