import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

const ROOMS = ['apps', 'libs', 'prisma', 'tools', 'bench'];
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'fixtures', 'generated', 'data', 'public']);

/**
 * @typedef {object} SourceFile
 * @property {string} path relative to the root, with slashes
 * @property {number} lines
 * @property {ts.SourceFile} ast
 */

/** @returns {string[]} */
function walk(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

const parse = (path, text) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
const lineCount = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Every source file of ours under a root. @returns {SourceFile[]} */
export function sourceFiles(root) {
  const paths = ROOMS.flatMap((room) => {
    try {
      return walk(join(root, room));
    } catch (error) {
      if (error.code === 'ENOENT') return [];
      throw error;
    }
  });
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
