import { describe, expect, it } from 'vitest';
import { parse } from './parse';
import type { Block, Inline } from './tree';

const blocks = (text: string): Block[] => parse(text) ?? [];
const inlines = (text: string): Inline[] =>
  blocks(text).flatMap((block) => (block.kind === 'paragraph' ? block.children : []));

describe('parse', () => {
  it('reads the marks of Markdown into a closed list of kinds', () => {
    expect(inlines('**a *b*** ~~c~~ `d*e*`\nf')).toEqual([
      {
        kind: 'strong',
        children: [
          { kind: 'text', text: 'a ' },
          { kind: 'emphasis', children: [{ kind: 'text', text: 'b' }] },
        ],
      },
      { kind: 'text', text: ' ' },
      { kind: 'struck', children: [{ kind: 'text', text: 'c' }] },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'd*e*' },
      { kind: 'break' },
      { kind: 'text', text: 'f' },
    ]);
    expect(parse('```ts title="x"\nlet a;\n```')).toEqual([{ kind: 'code', text: 'let a;', language: 'ts' }]);
    expect(parse('3. a\n4. b')?.[0]).toMatchObject({ kind: 'list', start: 3, items: [{ length: 1 }, { length: 1 }] });
    expect(blocks('> a\n\n# b\n\n---\n\n- c').map(({ kind }) => kind)).toEqual(['quote', 'heading', 'rule', 'list']);
    expect(parse('|a|b|\n|-|-|\n|1|2|')?.[0]).toMatchObject({ kind: 'table', rows: [{ length: 2 }, { length: 2 }] });
  });

  it('leaves as typed what has no place in a chat', () => {
    for (const text of ['<b>x</b>', '&lt;b&gt;', '    code', 'a\n===', '[a]: x', '![a][b]']) {
      const words = inlines(text);
      expect(words.length).toBeGreaterThan(0);
      expect(words.every(({ kind }) => kind === 'text' || kind === 'break')).toBe(true);
    }
    expect(inlines('![cat](https://x.example/c.png)').map(({ kind }) => kind)).toEqual(['text', 'link']);
  });

  it('keeps addresses whole, and lets none lead to what can run', () => {
    expect(inlines('https://a.example/b_c_d*e*f')).toMatchObject([
      { kind: 'link', href: 'https://a.example/b_c_d*e*f' },
    ]);
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example', '/settings']) {
      expect(JSON.stringify(parse(`[a](${bad}) <${bad}>`))).not.toContain('"link"');
    }
    const robber = 'https://bank.example:x@evil.example';
    expect(JSON.stringify(parse(`[a](${robber}) <${robber}> ${robber}`))).not.toMatch(/"href":"[^"]*evil/);
  });

  it('bounds what is hostile: how deep, how wide, how long', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    for (const unit of ['*a **b ', '> ', '- ', '[', '~~a *', '`a``', '**a', '|a', 'http://', '<a ', '1. ']) {
      const text = unit.repeat(16_000 / unit.length) + 'end';
      expect(depthOf(parse(text))).toBeLessThan(80);
    }
    const closed = '**a _b '.repeat(500) + '_ **'.repeat(500);
    expect(depthOf(parse(closed))).toBeLessThan(80);
    const wide = `|${'a|'.repeat(500)}\n|${'-|'.repeat(500)}\n${'|a\n'.repeat(500)}`;
    expect(blocks(wide).map(({ kind }) => kind)).not.toContain('table');
    expect(parse('*'.repeat(50_000))).toBeNull();
  });
});
