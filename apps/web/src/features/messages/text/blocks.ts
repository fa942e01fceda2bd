import type { Token } from 'markdown-it';
import { inlinesOf } from './inlines';
import type { Block, Inline } from './tree';

type Reader = (walk: Walk, token: Token) => Block | null;

/** The tokens of a parser, taken one by one. */
class Walk {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  next(): Token | undefined {
    return this.tokens[this.at++];
  }

  /** What stands inside the block that was just opened. */
  blocks(closing: string | null): Block[] {
    const found: Block[] = [];
    for (let token = this.next(); token && token.type !== closing; token = this.next()) {
      const block = readers[token.type]?.(this, token);
      if (block) found.push(block);
    }
    return found;
  }

  items(closing: string): Block[][] {
    const found: Block[][] = [];
    for (let token = this.next(); token && token.type !== closing; token = this.next()) {
      if (token.type === 'list_item_open') found.push(this.blocks('list_item_close'));
    }
    return found;
  }

  words(closing: string): Inline[] {
    const found: Inline[] = [];
    for (let token = this.next(); token && token.type !== closing; token = this.next()) {
      if (token.children) found.push(...inlinesOf(token.children));
    }
    return found;
  }

  rows(): Inline[][][] {
    const rows: Inline[][][] = [];
    for (let token = this.next(); token && token.type !== 'table_close'; token = this.next()) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type === 'th_open') rows.at(-1)?.push(this.words('th_close'));
      if (token.type === 'td_open') rows.at(-1)?.push(this.words('td_close'));
    }
    return rows;
  }
}

const language = /^[\w+#.-]{1,24}/;

const readers: Partial<Record<string, Reader>> = {
  paragraph_open: (walk) => ({ kind: 'paragraph', children: walk.words('paragraph_close') }),
  heading_open: (walk) => ({ kind: 'heading', children: walk.words('heading_close') }),
  fence: (_walk, { content, info }) => ({
    kind: 'code',
    text: content.replace(/\n$/, ''),
    language: language.exec(info)?.[0].toLowerCase() ?? '',
  }),
  blockquote_open: (walk) => ({ kind: 'quote', children: walk.blocks('blockquote_close') }),
  bullet_list_open: (walk) => ({ kind: 'list', start: null, items: walk.items('bullet_list_close') }),
  ordered_list_open: (walk, token) => ({
    kind: 'list',
    start: Number(token.attrGet('start') ?? 1),
    items: walk.items('ordered_list_close'),
  }),
  table_open: (walk) => ({ kind: 'table', rows: walk.rows() }),
  hr: () => ({ kind: 'rule' }),
};

export function blocksOf(tokens: readonly Token[]): Block[] {
  return new Walk(tokens).blocks(null);
}
