// npm run chaos [-- --minutes N] [-- --limit SECONDS] [-- --seed N] [-- --only PART,…] [-- --plant all|PART] [-- --together] [-- --long]
import { parseArgs } from 'node:util';
import { buildStale } from '../../tools/build/build.mjs';
import { ensureInstalled } from '../../tools/install/install.mjs';

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '0' },
    limit: { type: 'string', default: '0' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 1_000_000)}` },
    only: { type: 'string', default: '' },
    plant: { type: 'string', default: '' },
    together: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
  },
});

// An exit ends what was started; a signal alone would leave it.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
await ensureInstalled({ dev: true });
await buildStale();
// What it stands on is there only now.
const { run } = await import('./run.mjs');
const { minutes, limit, seed, only, plant, together, long } = values;
process.exitCode = await run(
  {
    minutes: Number(minutes),
    limit: Number(limit),
    seed: Number(seed),
    only: only.split(',').filter(Boolean),
    plant,
    together,
    long,
  },
  say,
);
