// node libs/tooling/house.mjs                   the rules of the house that neither oxlint nor dependency-cruiser can express
// node libs/tooling/house.mjs --json ROOT...    the same over other trees, for the fixtures
import { resolve } from 'node:path';
import * as budgets from './house/budgets.mjs';
import * as doors from './house/doors.mjs';
import * as names from './house/names.mjs';
import { sourceFiles } from './house/tree.mjs';

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

function check() {
  const { files, problems } = inspect(repository);
  const isWarning = ({ rule }) => rules.find(({ name }) => name === rule).warning === true;
  const errors = problems.filter((problem) => !isWarning(problem));
  for (const { rule, path, line, message } of problems) {
    console.log(`${isWarning({ rule }) ? 'warning' : 'error'} ${rule}: ${path}${line ? `:${line}` : ''} ${message}`);
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
} else check();
