// node libs/tooling/house.mjs                   the rules of the house that neither oxlint nor dependency-cruiser can express
// node libs/tooling/house.mjs FILE...           only what these files break, for the git hook
// node libs/tooling/house.mjs --json ROOT...    the same over other trees, for the fixtures
import { relative, resolve } from 'node:path';
import * as budgets from './house/budgets.mjs';
import * as doors from './house/doors.mjs';
import * as names from './house/names.mjs';
import { sourceFiles } from './house/tree.mjs';

/** @type {import('./house/tree.mjs').Rule[]} */
const rules = [budgets, doors, names].flatMap((group) => Object.values(group));
const repository = resolve(import.meta.dirname, '../..');

/** @param {string} root */
function inspect(root) {
  const files = sourceFiles(root);
  const problems = files.flatMap((file) =>
    rules.flatMap((rule) => rule.check(file).map((problem) => ({ rule: rule.name, path: file.path, ...problem }))),
  );
  return { files: files.length, problems };
}

const warnings = new Set(rules.filter(({ warning }) => warning).map(({ name }) => name));

/** @param {string[]} only */
function check(only) {
  const wanted = new Set(only.map((path) => relative(repository, resolve(path))));
  const { files, problems: all } = inspect(repository);
  const problems = wanted.size > 0 ? all.filter(({ path }) => wanted.has(path)) : all;
  const errors = problems.filter(({ rule }) => !warnings.has(rule));
  for (const { rule, path, line, message } of problems) {
    console.log(`${warnings.has(rule) ? 'warning' : 'error'} ${rule}: ${path}${line ? `:${line}` : ''} ${message}`);
  }
  for (const rule of rules.filter(({ name }) => problems.some((problem) => problem.rule === name))) {
    console.log(`    ${rule.name}: ${rule.why}`);
  }
  console.log(`${files} files, ${errors.length} errors, ${problems.length - errors.length} warnings.`);
  process.exitCode = errors.length > 0 ? 1 : 0;
}

const [flag, ...roots] = process.argv.slice(2);
if (flag === '--json') {
  const trees = Object.fromEntries(roots.map((root) => [root, inspect(resolve(root)).problems]));
  process.stdout.write(JSON.stringify({ rules: rules.map(({ name, why }) => ({ name, why })), trees }));
} else check(process.argv.slice(2));
