import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

const ROOMS = ['apps', 'libs', 'prisma', 'tools', 'bench'];
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'fixtures', 'generated', 'data', 'public']);

/**
 * @typedef {object} SourceFile
 * @property {string} path relative to the root, with slashes
 * @property {number} lines
 * @property {ts.SourceFile} ast
 *
 * @typedef {{ message: string, line?: number }} Problem
 *
 * @typedef {object} Rule
 * @property {string} name
 * @property {string} why
 * @property {boolean} [warning]
 * @property {(file: SourceFile) => Problem[]} check
 */

/** @param {string} folder @returns {string[]} */
function walk(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** @param {string} path @param {string} text */
const parse = (path, text) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

/** @param {string} text */
const lineCount = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Every source file of ours under a root. @param {string} root @returns {SourceFile[]} */
export function sourceFiles(root) {
  const rooms = ROOMS.map((room) => join(root, room)).filter((room) => existsSync(room));
  const paths = rooms.flatMap(walk);
  return paths
    .filter((path) => /\.(tsx?|mjs|cjs)$/.test(path) && !/\.gen\.ts$|\.d\.ts$/.test(path))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path: relative(root, path).split(sep).join('/'), lines: lineCount(text), ast: parse(path, text) };
    });
}

/** @param {ts.Node} node @param {(node: ts.Node) => void} see */
export function visit(node, see) {
  see(node);
  node.forEachChild((child) => visit(child, see));
}

/** @param {ts.Node} node */
export function lineOf(node) {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}
