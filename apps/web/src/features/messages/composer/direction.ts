/** Of more than this a browser is seconds about its own guess, at each key: it makes it anew for every line. */
const guessable = 10_000;
const letter = /\p{L}/u;
const fromTheRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Which way a text in a field runs: of a long one, as its first letter does. */
export function directionOf(text: string): 'auto' | 'ltr' | 'rtl' {
  if (text.length <= guessable) return 'auto';
  return fromTheRight.test(letter.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr';
}
