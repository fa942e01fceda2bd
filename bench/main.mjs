// npm run bench [-- --quick | --full] [-- NAME …]: prints a table, and writes all that was seen below .bench/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { recorded, table } from './figures/report.mjs';
import { measurements } from './measurements/index.mjs';
import { setStage } from './stage/stage.mjs';

const folder = new URL('../.bench/', import.meta.url);

/**
 * @param {string[]} names @param {{ quick: boolean, full: boolean }} how
 * @returns {Promise<Record<string, ReturnType<typeof recorded>>>}
 */
async function measure(names, how) {
  const stage = await setStage(how);
  try {
    /** @type {Record<string, ReturnType<typeof recorded>>} */
    const seen = {};
    for (const name of names) {
      const measured = await measurements[name]?.(stage);
      if (!measured) continue;
      seen[name] = recorded(measured);
      const { rows, remarks = [], isVoid } = measured;
      say([
        ...table(rows),
        ...(isVoid ? ['VOID: messages were lost.'] : []),
        ...remarks.map((line) => `  ${line}`),
        '',
      ]);
    }
    return seen;
  } finally {
    await stage.clear();
  }
}

/** @param {string[]} asked */
async function main(asked) {
  const { values: how, positionals } = parseArgs({
    args: asked,
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, full: { type: 'boolean', default: false } },
  });
  const known = Object.keys(measurements);
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`No such measurement: ${unknown.join(', ')}. There are ${known.join(', ')}.\n`);
    return 1;
  }
  const begun = new Date().toISOString();
  const seen = await measure(positionals.length > 0 ? positionals : known, how);
  const machine = { cores: availableParallelism(), model: cpus()[0]?.model, node: process.version };
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${begun.replaceAll(':', '-')}.json`, folder);
  writeFileSync(file, JSON.stringify({ begun, machine, ...how, seen }, null, 1));
  return Object.values(seen).some(({ isVoid, rows }) => isVoid || rows.some(({ met }) => met === false)) ? 2 : 0;
}

/** @param {string[]} lines */
const say = (lines) => void process.stdout.write(`${lines.join('\n')}\n`);

// An exit ends what was started; a signal alone would leave it.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
process.exitCode = await main(process.argv.slice(2));
