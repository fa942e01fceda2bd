import { safeHref } from '@parley/contracts';
import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';
import { blocksOf } from './blocks';
import type { Block } from './tree';

/** A hostile text of this length costs the parser some 50 ms; what is longer is drawn as it was typed. */
const mostRead = 16 * 1024;
/** The parser fills up short rows, so that one wide head and many rows make a page of cells. */
const widestTable = 24;

/** Not in a chat: pictures from elsewhere, definitions that vanish from the text, code by mere indentation. */
const unwanted = ['image', 'reference', 'code', 'lheading', 'entity', 'text_join'];

function make(without: string[]): Parser {
  const parser = new MarkdownIt('default', { html: false, linkify: true, breaks: true, maxNesting: 12 });
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  parser.validateLink = (url) => safeHref(url) !== null;
  parser.normalizeLink = (url) => safeHref(url) ?? '';
  // Kept as typed: letters that look like others must not be made of what is visibly no such address.
  parser.normalizeLinkText = (url) => url;
  return parser.disable([...unwanted, ...without]);
}

const whole = make([]);
const withoutTables = make(['table']);

const isWide = (text: string): boolean => text.split('\n').some((line) => line.split('|').length > widestTable);

/** Null: to be drawn as it was typed. */
export function parse(text: string): Block[] | null {
  if (text.length > mostRead) return null;
  return blocksOf((isWide(text) ? withoutTables : whole).parse(text, {}));
}
