// npm run chaos [-- --minutes N] [-- --seed N] [-- --only PART,…] [-- --plant BUG|all]
import { parseArgs } from 'node:util';
import { Crowd } from './crowd/crowd.mjs';
import { faults } from './faults/index.mjs';
import { Hints } from './oracle/work.mjs';
import { randomFrom, shuffled } from './random.mjs';
import { details, isClean, table } from './report.mjs';
import { play } from './scene.mjs';
import { setStage } from './stage/stage.mjs';

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

const { values: how } = parseArgs({
  options: {
    minutes: { type: 'string', default: '0' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 1_000_000)}` },
    only: { type: 'string', default: '' },
  },
});

async function main() {
  const begun = performance.now();
  const random = randomFrom(Number(how.seed));
  say(`Seed ${how.seed}.`);
  const wanted = how.only.split(',').filter(Boolean);
  const chosen = faults.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  const stage = await setStage(say);
  const crowd = new Crowd(stage);
  const hints = stage.services.rabbitmq ? new Hints(stage.services.rabbitmq.url) : null;
  void hints?.listen();
  const world = { stage, crowd, hints, random };
  const outcomes = [];
  try {
    await crowd.arrive();
    say(`Everything stands after ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
    for (const fault of shuffled(random, chosen)) {
      const { outcome } = await play(world, fault);
      outcomes.push(outcome);
      for (const line of [`${fault.name}: ${isClean(outcome) ? 'held' : 'BROKEN'}`, ...details(outcome)]) say(line);
    }
  } finally {
    crowd.leave();
    await hints?.stop();
    await stage.clear();
  }
  for (const line of table(outcomes)) say(line);
  const failed = outcomes.filter((outcome) => !isClean(outcome)).length;
  say(`${outcomes.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
process.exitCode = await main();
