// npm run bench [-- --quick | --full] [-- NAME …]: prints a table, and writes all that was seen below .bench/.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { askedFor } from './asked.mjs';
import { compared, ratiosOf, readBaseline, writeBaseline } from './figures/baseline.mjs';
import { within } from './figures/budget.mjs';
import { readProfile } from './figures/profile.mjs';
import { recorded, table } from './figures/report.mjs';
import { measurements } from './measurements/index.mjs';
import { setStage } from './stage/stage.mjs';

const folder = new URL('../.bench/', import.meta.url);

/** @param {import('./figures/report.mjs').Measured} measured */
function show({ rows, remarks = [], isVoid }) {
  const lost = isVoid ? ['VOID: messages were lost.'] : [];
  say([...table(rows), ...lost, ...remarks.map((line) => `  ${line}`), '']);
}

/** What the profiles say that the servers of this run have left. @param {string} profiles @param {string[]} before */
function showProfiles(profiles, before) {
  for (const name of profilesIn(profiles).filter((file) => !before.includes(file))) {
    say([`${name}:`, ...readProfile(join(profiles, name)), '']);
  }
}

/** @param {string | undefined} profiles */
const profilesIn = (profiles) => {
  if (!profiles) return [];
  mkdirSync(profiles, { recursive: true });
  return readdirSync(profiles).filter((name) => name.endsWith('.cpuprofile'));
};

/** @param {import('./asked.mjs').Asked} asked */
async function measure({ names, seconds, how }) {
  const budget = within(seconds);
  const stage = await setStage(how);
  /** @type {Record<string, ReturnType<typeof recorded>>} */
  const seen = {};
  try {
    for (const [nth, name] of names.entries()) {
      stage.until = budget.shareOf(names.length - nth);
      const measured = await budget.spend(() => measurements[name]?.(stage));
      if (!measured) continue;
      seen[name] = recorded(measured);
      show(measured);
    }
    const left = names.filter((name) => !seen[name]);
    if (left.length > 0) say([`No time was left for ${left.join(', ')}: ${seconds} s are all there are.`]);
    if (stage.missing().length > 0) say([`Not installed, and so not measured: ${stage.missing().join(', ')}.`]);
    return { seen, left };
  } finally {
    await stage.clear();
  }
}

/** @param {string[]} args */
async function main(args) {
  const asked = askedFor(args);
  const begun = new Date().toISOString();
  const load = loadavg()[0]?.toFixed(1);
  const profiles = process.env.BENCH_PROFILE;
  const before = profilesIn(profiles);
  const { seen, left } = await measure(asked);
  if (profiles) showProfiles(profiles, before);
  const machine = { cores: availableParallelism(), model: cpus()[0]?.model, node: process.version, load };
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${begun.replaceAll(':', '-')}.json`, folder);
  writeFileSync(file, JSON.stringify({ begun, machine, ...asked.how, left, seen }, null, 1));
  if (asked.writesBaseline) writeBaseline(ratiosOf(seen), { begun, machine });
  if (asked.compares) {
    say(compared(readBaseline(), ratiosOf(seen)));
    return 0;
  }
  return Object.values(seen).some(({ isVoid, rows }) => isVoid || rows.some(({ met }) => met === false)) ? 2 : 0;
}

/** @param {string[]} lines */
const say = (lines) => void process.stdout.write(`${lines.join('\n')}\n`);

// An exit ends what was started; a signal alone would leave it.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
try {
  // What ran out of time may still be waiting for an answer.
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
