import { limits } from '@parley/contracts';
import { createHash } from 'node:crypto';

/** Of what people take for one character: a letter with its marks, an emoji of several parts. Longer ones are cut. */
const longestCharacter = 64;

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Whether a text is too large to live with its message. */
export const isLarge = (textLength: number): boolean => textLength > limits.inlineTextBytes;

/** Names a body by what it says, so that a retry stores nothing twice and a forward copies nothing. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The beginning of a large text, as lists and events carry it; no pair of surrogates and no character is torn. */
export function previewOf(text: string): string {
  // Code points, of which each takes at most two places.
  const start = Array.from(text.slice(0, limits.previewChars * 2))
    .slice(0, limits.previewChars)
    .join('');
  const last = characters.segment(text.slice(0, start.length + longestCharacter)).containing(start.length);
  return last && start.length - last.index < longestCharacter ? start.slice(0, last.index) : start;
}
