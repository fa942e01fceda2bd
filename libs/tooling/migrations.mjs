// node libs/tooling/migrations.mjs                    migrations that an older server survives, or that say which one does not
// node libs/tooling/migrations.mjs --json ROOT...     the same over other trees, for the specification
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync, loadModule } from 'libpg-query';
import { contractions } from './migrations/contractions.mjs';

/** No version before 0.1.0 was ever released: what its first migrations take from each other, nobody has run without them. */
const UNRELEASED = '20261121164100_moved_since';

/** @typedef {{ rule: string, message: string }} Problem */

/** @param {string} text @param {string} key */
const versionIn = (text, key) => new RegExp(`^-- ${key}: (\\d+\\.\\d+\\.\\d+)$`, 'm').exec(text)?.[1];

/** @param {string} version @param {string} other */
function isOlder(version, other) {
  const [a, b] = [version, other].map((text) => text.split('.').map(Number));
  const index = a?.findIndex((part, at) => part !== b?.[at]) ?? -1;
  return index >= 0 && (a?.[index] ?? 0) < (b?.[index] ?? 0);
}

/** @param {string} sql @param {string} version @returns {Problem[]} */
function header(sql, version) {
  const oldest = /^-- oldest: (\d+\.\d+\.\d+)\r?\n/.exec(sql)?.[1];
  if (!oldest) return [{ rule: 'says-its-oldest', message: 'does not begin with "-- oldest: x.y.z"' }];
  if (!isOlder(version, oldest)) return [];
  return [{ rule: 'says-its-oldest', message: `needs ${oldest}, and this is ${version}` }];
}

/** @param {string} sql @param {string[]} taken @param {string} version @returns {Problem[]} */
function contracts(sql, taken, version) {
  if (taken.length === 0) return [];
  const what = taken.join(', ');
  const rule = 'takes-nothing-in-use';
  const unused = versionIn(sql, 'unused since');
  const oldest = versionIn(sql, 'oldest') ?? '0.0.0';
  if (!unused) return [{ rule, message: `${what}: say "-- unused since: x.y.z", or only add` }];
  if (isOlder(oldest, unused)) return [{ rule, message: `${what}: ${oldest} may run beside it and uses it` }];
  if (isOlder(unused, version)) return [];
  return [{ rule, message: `${what}: unused since ${unused}, so a version after ${version} may` }];
}

/** @param {{ name: string, sql: string }[]} migrations @param {string} version */
function problemsOf(migrations, version) {
  /** What older migrations made, for those that take it away. @type {Set<string>} */
  const plainIndexes = new Set();
  return migrations.flatMap(({ name, sql }) => {
    /** @type {Problem[]} */
    const problems = header(sql, version);
    try {
      const { taken, outside } = contractions(parseSync(sql).stmts ?? [], plainIndexes);
      if (name > UNRELEASED) problems.push(...contracts(sql, taken, version));
      for (const what of outside) problems.push({ rule: 'fits-one-transaction', message: what });
    } catch (error) {
      problems.push({ rule: 'is-postgresql', message: error instanceof Error ? error.message : String(error) });
    }
    return problems.map((problem) => ({ name, ...problem }));
  });
}

/** @param {string} root */
function inspect(root) {
  const folder = join(root, 'prisma/migrations');
  const migrations = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { count: migrations.length, problems: problemsOf(migrations, version) };
}

await loadModule();
const [flag, ...roots] = process.argv.slice(2);
if (flag === '--json') {
  process.stdout.write(JSON.stringify(roots.map((root) => inspect(resolve(root)).problems)));
} else {
  const { count, problems } = inspect(join(import.meta.dirname, '../..'));
  for (const { rule, name, message } of problems) console.log(`error ${rule}: ${name} ${message}`);
  console.log(`${count} migrations, ${problems.length} errors.`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
