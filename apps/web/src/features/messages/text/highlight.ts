import { common, createLowlight } from 'lowlight';
import type { Piece, Shade } from './shades';

const lowlight = createLowlight(common);

type Nodes = ReturnType<typeof lowlight.highlight>['children'];

const shadeOf = new Map<string, Shade>(
  Object.entries({
    keyword: 'word',
    literal: 'word',
    'selector-tag': 'word',
    tag: 'word',
    meta: 'note',
    comment: 'note',
    quote: 'note',
    deletion: 'value',
    number: 'value',
    symbol: 'value',
    bullet: 'value',
    title: 'name',
    section: 'name',
    name: 'name',
    built_in: 'name',
    type: 'name',
    attr: 'name',
    attribute: 'name',
    'selector-class': 'name',
    'selector-id': 'name',
    string: 'string',
    regexp: 'string',
    addition: 'string',
    link: 'string',
  } satisfies Record<string, Shade>),
);

function piecesOf(nodes: Nodes, shade: Shade | null, into: Piece[]): Piece[] {
  for (const node of nodes) {
    if (node.type === 'text') into.push({ words: node.value, shade });
    if (node.type !== 'element') continue;
    const { className } = node.properties;
    const [scope = ''] = Array.isArray(className) ? className : [];
    piecesOf(node.children, shadeOf.get(scope.replace(/^hljs-/, '')) ?? shade, into);
  }
  return into;
}

/** Null where the language is none we know. Only words and their shades leave this file, no markup. */
export function highlight(text: string, language: string): Piece[] | null {
  if (!lowlight.registered(language)) return null;
  return piecesOf(lowlight.highlight(language, text).children, null, []);
}
