// npm run chaos [-- --minutes N] [-- --seed N] [-- --only PART,…] [-- --plant all|PART]
import { parseArgs } from 'node:util';
import { run } from './run.mjs';

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '0' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 1_000_000)}` },
    only: { type: 'string', default: '' },
    plant: { type: 'string', default: '' },
  },
});

// An exit ends the nodes; services are ended by the run itself.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const { minutes, seed, only, plant } = values;
process.exitCode = await run(
  { minutes: Number(minutes), seed: Number(seed), only: only.split(',').filter(Boolean), plant },
  say,
);
