// node libs/tooling/boundaries.mjs                    checks the tree, prints each broken arrow and why it matters
// node libs/tooling/boundaries.mjs --json ROOT...     checks other trees by the same rules, for the fixtures
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import config from './boundaries.cjs';

const ROOMS = [
  'apps/api/src',
  'apps/api/test',
  'apps/web/src',
  'libs/contracts/src',
  'libs/client/src',
  'prisma',
  'bench',
];
const repository = resolve(import.meta.dirname, '../..');

/** @param {string} root */
async function cruiseTree(root) {
  const rooms = ROOMS.filter((room) => existsSync(join(root, room)));
  const options = { ...config.options, baseDir: root, validate: true, ruleSet: { forbidden: config.forbidden } };
  const { output } = await cruise(rooms, options);
  if (typeof output === 'string') throw new Error(output);
  return output;
}

/** @param {import('dependency-cruiser').ICruiseResult} result */
function broken(result) {
  return result.summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    from,
    to: cycle ? cycle.map((step) => step.name).join(' → ') : to,
  }));
}

/** @param {import('dependency-cruiser').ICruiseResult} result */
function arrows(result) {
  return result.modules.flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => [source, resolved]));
}

/** @param {string[]} roots */
async function report(roots) {
  /** @type {Record<string, { broken: ReturnType<typeof broken>, arrows: string[][] }>} */
  const trees = {};
  for (const root of roots) {
    const result = await cruiseTree(resolve(root));
    trees[root] = { broken: broken(result), arrows: arrows(result) };
  }
  process.stdout.write(JSON.stringify(trees));
}

async function check() {
  const result = await cruiseTree(repository);
  const violations = broken(result);
  for (const { rule, from, to } of violations) {
    const comment = config.forbidden.find(({ name }) => name === rule)?.comment;
    console.log(`${rule}: ${from} → ${to}\n    ${comment}`);
  }
  console.log(
    `${result.summary.totalCruised} files, ${result.summary.totalDependenciesCruised} arrows, ${violations.length} broken.`,
  );
  process.exitCode = violations.length > 0 ? 1 : 0;
}

const [flag, ...roots] = process.argv.slice(2);
await (flag === '--json' ? report(roots) : check());
