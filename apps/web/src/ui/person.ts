/** Fine steps: of a dozen hues, two of six people would share one. Wider ones in the greens, which eyes tell apart badly. */
const hues = Array.from({ length: 360 }, (_, hue) => hue + 20).flatMap((hue) =>
  isGreen(hue) && hue % 3 > 0 ? [] : hue,
);

function isGreen(hue: number): boolean {
  return hue > 100 && hue < 175;
}

/** The same id gives the same hue everywhere. */
export function hueOf(id: string): number {
  let hash = 2166136261;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619);
  // Mixed once more: ids begin with the time, so that people who joined together differ in their last letters only.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hues[((hash ^ (hash >>> 16)) >>> 0) % hues.length] ?? 20;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstLetter(word: string | undefined): string {
  if (!word) return '';
  const first = graphemes.segment(word)[Symbol.iterator]().next();
  return first.done ? '' : first.value.segment.toLocaleUpperCase();
}

/** Two letters at most: the first and the last word, as people shorten names themselves. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return firstLetter(words[0]) + firstLetter(last) || '?';
}
