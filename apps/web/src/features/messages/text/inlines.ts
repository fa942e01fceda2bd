import type { Token } from 'markdown-it';
import type { Inline } from './tree';

/** Emphasis within emphasis, without end: deeper than this it is drawn as its words. */
const deepest = 12;

const spans: Record<string, 'strong' | 'emphasis' | 'struck'> = {
  strong_open: 'strong',
  em_open: 'emphasis',
  s_open: 'struck',
};

function leafOf({ type, content }: Token): Inline | null {
  switch (type) {
    case 'softbreak':
    case 'hardbreak':
      return { kind: 'break' };
    case 'code_inline':
      return { kind: 'code', text: content };
    default:
      return content === '' ? null : { kind: 'text', text: content };
  }
}

function branchOf(token: Token, children: Inline[]): Inline | null {
  const kind = spans[token.type];
  if (kind) return { kind, children };
  return token.type === 'link_open' ? { kind: 'link', href: String(token.attrGet('href') ?? ''), children } : null;
}

/** Walked without recursion: how deep marks are nested is for the sender to say. */
export function inlinesOf(tokens: readonly Token[]): Inline[] {
  const root: Inline[] = [];
  const open = [root];
  for (const token of tokens) {
    const into = open.at(-1) ?? root;
    if (token.nesting === 0) {
      const leaf = leafOf(token);
      if (leaf) into.push(leaf);
    } else if (token.nesting < 0) {
      open.pop();
    } else {
      const children: Inline[] = [];
      const branch = open.length < deepest ? branchOf(token, children) : null;
      if (branch) into.push(branch);
      open.push(branch ? children : into);
    }
  }
  return root;
}
