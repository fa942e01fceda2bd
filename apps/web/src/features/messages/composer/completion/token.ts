export interface Token {
  kind: 'person' | 'emoji';
  /** What was typed after the sign. */
  query: string;
  /** Where the sign stands. */
  start: number;
  /** Behind the last letter typed. */
  end: number;
}

/** As the server reads names: none begins within a word, an address or a path. */
const person = /(?<![\p{L}\p{N}_.\-/@\\])@([\p{L}\p{N}_.-]{0,32})$/u;
/** Two letters at least: `:)` and `:D` are faces already. */
const emoji = /(?<![\p{L}\p{N}:]):([a-z0-9_+-]{2,32})$/iu;

/** Longer than any word that is completed. */
const lookBack = 64;

/** The word at the caret, where it begins as a name or an emoji does. */
export function tokenAt(text: string, caret: number): Token | null {
  const before = text.slice(Math.max(0, caret - lookBack), caret);
  const found = person.exec(before) ?? emoji.exec(before);
  if (!found) return null;
  const [whole, query = ''] = found;
  return { kind: whole.startsWith('@') ? 'person' : 'emoji', query, start: caret - whole.length, end: caret };
}

export interface Completed {
  text: string;
  caret: number;
}

/** The text with the word replaced, and a space behind it so that one writes on. */
export function complete(text: string, { start, end }: Pick<Token, 'start' | 'end'>, word: string): Completed {
  const rest = text.slice(end);
  const space = /^\s/.test(rest) ? '' : ' ';
  return { text: text.slice(0, start) + word + space + rest, caret: start + word.length + 1 };
}
