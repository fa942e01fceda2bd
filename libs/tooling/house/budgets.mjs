// Rules about size that oxlint cannot express: two thresholds for one rule, constructors apart from functions.
import ts from 'typescript';
import { lineOf, visit } from './tree.mjs';

/** @typedef {import('./tree.mjs').Rule} Rule */
/** @typedef {import('./tree.mjs').Problem} Problem */
const LINES_WARN = 200;
const CONSTRUCTOR_DEPENDENCIES = 6;
const PARAMETERS = 4;
const MODULE_EXPORTS = 10;

/** @type {Rule} */
export const filesStaySmall = {
  name: 'files-stay-small',
  why: 'Above 200 lines a file has two subjects; this warns, and at 300 the linter refuses.',
  warning: true,
  check: ({ path, lines }) =>
    lines > LINES_WARN && !/\.spec\.tsx?$/.test(path) ? [{ message: `${lines} lines (at most ${LINES_WARN})` }] : [],
};

/** @type {Rule} */
export const constructorsStaySmall = {
  name: 'constructors-stay-small',
  why: 'A class that needs seven others does several jobs.',
  check: ({ ast }) => {
    /** @type {Problem[]} */
    const problems = [];
    visit(ast, (node) => {
      if (!ts.isConstructorDeclaration(node) || node.parameters.length <= CONSTRUCTOR_DEPENDENCIES) return;
      problems.push({
        line: lineOf(node),
        message: `${node.parameters.length} constructor parameters (at most ${CONSTRUCTOR_DEPENDENCIES})`,
      });
    });
    return problems;
  },
};

/** @param {ts.Node} node */
function tooManyParameters(node) {
  if (ts.isConstructorDeclaration(node) || !ts.isFunctionLike(node)) return false;
  if (!('body' in node) || !node.body) return false;
  return node.parameters.filter(({ modifiers }) => !modifiers?.some(ts.isDecorator)).length > PARAMETERS;
}

/** @type {Rule} */
export const functionsTakeFew = {
  name: 'functions-take-few',
  why: 'Nobody remembers the order of five arguments; an object names them.',
  check: ({ ast }) => {
    /** @type {Problem[]} */
    const problems = [];
    visit(ast, (node) => {
      if (tooManyParameters(node)) problems.push({ line: lineOf(node), message: `more than ${PARAMETERS} parameters` });
    });
    return problems;
  },
};

/** @param {ts.Statement} statement */
function exportedNames(statement) {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    return exportClause && ts.isNamedExports(exportClause) ? exportClause.elements.map(({ name }) => name.text) : ['*'];
  }
  const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExportKeyword);
  return exported ? ['one'] : [];
}

/** @param {ts.Modifier} modifier */
function isExportKeyword({ kind }) {
  return kind === ts.SyntaxKind.ExportKeyword;
}

/** @type {Rule} */
export const modulesPromiseLittle = {
  name: 'modules-promise-little',
  why: 'Every export of a module is a promise to the others; with "export *" nobody even knows what was promised.',
  check: ({ path, ast }) => {
    if (!/^apps\/api\/src\/modules\/[^/]+\/index\.ts$/.test(path)) return [];
    const names = ast.statements.flatMap(exportedNames);
    if (names.includes('*')) return [{ message: 'exports *: name what is promised' }];
    return names.length > MODULE_EXPORTS ? [{ message: `${names.length} exports (at most ${MODULE_EXPORTS})` }] : [];
  },
};
