const accents = /[\u0300-\u036f]/g;

/** Shorter words have no three letters in a row to be found by, and would match half the world. */
const shortest = 3;

export interface SearchPatterns {
  /** How it begins. */
  start: string;
  /** How a word in it begins. */
  word: string;
  /** Where it may stand at all. */
  anywhere: string;
}

/** What a search looks for in `directory_text`, or null for nothing in particular. Its own % and _ are plain characters. */
export function searchPatterns(search: string): SearchPatterns | null {
  const words = search.normalize('NFKD').replace(accents, '').toLowerCase().trim().replace(/\s+/g, ' ');
  if (words === '') return null;
  const plain = words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  const word = `% ${plain}%`;
  return { start: `${plain}%`, word, anywhere: [...words].length < shortest ? word : `%${plain}%` };
}
