// Rules about what may be touched where.
import ts from 'typescript';
import { lineOf, visit } from './tree.mjs';

/** @typedef {import('./tree.mjs').Rule} Rule */
/** @typedef {import('./tree.mjs').Problem} Problem */
const TEST = /\.(spec|contract)\.tsx?$|^(apps|libs)\/[^/]+\/(test|journeys)\//;
const MAY_READ_ENVIRONMENT = /^(apps\/api\/src\/config|tools|bench|libs\/tooling)\/|\.config\.ts$/;
const MAY_HOLD_PRISMA = /\.repository\.ts$|\.postgres\.ts$|^apps\/api\/src\/platform\/database\/|^prisma\//;

/** @param {ts.Node} node */
const isProcessEnv = (node) =>
  ts.isPropertyAccessExpression(node) && node.name.text === 'env' && node.expression.getText() === 'process';

/** @type {Rule} */
export const oneReaderOfTheEnvironment = {
  name: 'one-reader-of-the-environment',
  why: 'A variable read elsewhere is neither validated at start nor documented, and it makes two nodes differ in secret.',
  check: ({ path, ast }) => {
    if (MAY_READ_ENVIRONMENT.test(path) || TEST.test(path) || !path.endsWith('.ts')) return [];
    /** @type {Problem[]} */
    const problems = [];
    visit(ast, (node) => {
      if (isProcessEnv(node)) problems.push({ line: lineOf(node), message: 'reads process.env; ask Config instead' });
    });
    return problems;
  },
};

/** `database.prisma`, `this.database.pool`: Prisma reached through our own class instead of by import. @param {ts.Node} node */
const reachesPrisma = (node) =>
  ts.isPropertyAccessExpression(node) &&
  /^(prisma|pool)$/.test(node.name.text) &&
  /(^|\.)(database|db)$/.test(node.expression.getText());

/** @type {Rule} */
export const prismaStopsAtRepositories = {
  name: 'prisma-stops-at-repositories',
  why: 'The boundary rule sees imports only; a service that takes database.prisma holds rows in its hands all the same.',
  check: ({ path, ast }) => {
    if (!path.startsWith('apps/api/src/') || MAY_HOLD_PRISMA.test(path) || TEST.test(path)) return [];
    /** @type {Problem[]} */
    const problems = [];
    visit(ast, (node) => {
      if (reachesPrisma(node)) problems.push({ line: lineOf(node), message: 'reaches Prisma outside a repository' });
    });
    return problems;
  },
};
