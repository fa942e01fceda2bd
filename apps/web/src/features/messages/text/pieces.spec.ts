import { describe, expect, it } from 'vitest';
import { parse } from './parse';
import { isDense, piecesOf } from './pieces';

const paragraph = `${'Words of a long letter. '.repeat(40)}\n\n`;
const mebibyte = 1024 * 1024;

describe('a large text in pieces', () => {
  it('is one where it is short', () => {
    expect(piecesOf('**One** line\n\nand another')).toEqual(['**One** line\n\nand another']);
  });

  it('is cut between paragraphs, and loses no word', () => {
    const text = paragraph.repeat(60);
    const pieces = piecesOf(text);
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join('\n')).toBe(text);
    for (const piece of pieces.slice(0, -1)) expect(piece.endsWith('\n')).toBe(true);
  });

  it('keeps code code where a piece ends within it', () => {
    const code = 'const boat = 1;\n'.repeat(2_000);
    const pieces = piecesOf(`Before\n\n\`\`\`ts\n${code}\`\`\`\n\nAfter **all**`);
    expect(pieces.length).toBeGreaterThan(2);
    const kinds = pieces.flatMap((piece) => parse(piece) ?? []).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'code')).toEqual(['paragraph', 'paragraph']);
    const words = pieces
      .flatMap((piece) => parse(piece) ?? [])
      .map((block) => (block.kind === 'code' ? `${block.text}\n` : ''));
    expect(words.join('')).toBe(code);
  });

  it('halves no character, however long the line', () => {
    const pieces = piecesOf('🦊'.repeat(20_000));
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(() => encodeURIComponent(piece)).not.toThrow();
    expect(pieces.join('').replaceAll('\n', '')).toBe('🦊'.repeat(20_000));
  });

  it('with more marks than words is told from a letter', () => {
    expect(isDense('*_'.repeat(1_000))).toBe(true);
    expect(isDense('A **word** and `code` and [a link](https://harbour.example).\n'.repeat(60))).toBe(false);
  });

  it.each([
    ['marks without end', '*_'.repeat(mebibyte / 2)],
    ['brackets', '['.repeat(mebibyte)],
    ['quotes in quotes', `${'>'.repeat(200)}\n`.repeat(mebibyte / 201)],
    ['fences that never close', '```\n'.repeat(mebibyte / 4)],
    ['fences of another length each', Array.from({ length: 1_400 }, (_, n) => '`'.repeat(n + 3)).join('\n')],
    ['tables', '|a|b|\n|-|-|\n'.repeat(mebibyte / 12)],
    ['empty lines', '\n'.repeat(mebibyte)],
  ])('of %s is never more than the parser takes', (_what, text) => {
    const pieces = piecesOf(text);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(16 * 1024);
    expect(pieces.length).toBeLessThan(700);
    expect(parse(pieces[0] ?? '')).not.toBeNull();
  });
});
