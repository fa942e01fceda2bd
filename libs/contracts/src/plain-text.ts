/** More of a text no preview shows; it also bounds the work. */
const mostRead = 500;

const marks = /[!-/:-@[-`{-~]/g;
const shielded = /[\uE021-\uE07E]/g;

/** Takes marks out of the way of what reads them, as characters that nobody writes. */
const shield = (text: string): string =>
  text.replace(marks, (mark) => String.fromCharCode(0xe000 + mark.charCodeAt(0)));
const unshield = (text: string): string =>
  text.replace(shielded, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xe000));

const blocks: readonly (readonly [RegExp, string])[] = [
  [/^ {0,3}(?:`{3,}|~{3,})[^`\n]*$/gm, ''],
  [/^ {0,3}(?:[-*_] *){3,}$/gm, ''],
  [/^ {0,3}\|?(?: *:?-+:? *\|)+[ :-]*$/gm, ''],
  [/^ {0,3}\|(.*)\| *$/gm, '$1'],
  [/^(?: {0,3}> ?)+/gm, ''],
  [/^ {0,3}#{1,6} +/gm, ''],
  [/^\s*[-*+] +/gm, '• '],
];

const spans: readonly (readonly [RegExp, string])[] = [
  [/!?\[([^[\]\n]*)\]\([^()\s]*\)/g, '$1'],
  [/(\*\*|~~)(?=\S)([^\n]*?\S)\1/g, '$2'],
  [/\*(?=\S)([^*\n]*?\S)\*/g, '$1'],
  [/(?<![\p{L}\p{N}_])(__?)(?=[^\s_])([^\n]*?[^\s_])\1(?![\p{L}\p{N}_])/gu, '$2'],
];

const replaceAll = (text: string, rules: typeof blocks): string =>
  rules.reduce((read, [pattern, instead]) => read.replace(pattern, instead), text);

/** A message in one line, for lists, quotes and notifications: its words without the marks of Markdown. */
export function plainText(text: string): string {
  const shown = replaceAll(text.slice(0, mostRead), blocks)
    .replace(/(?<!`)(`+)(?!`)([^\n]*?[^`])\1(?!`)/g, (_all, _ticks, code: string) => shield(code.trim()))
    .replace(/\\([!-/:-@[-`{-~])/g, (_all, mark: string) => shield(mark));
  return unshield(replaceAll(shown, spans))
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}
