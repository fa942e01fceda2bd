const zoneShape = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/;
const oneEmoji = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');

/** A name of the time zone database that this Node knows, or none. */
export function isTimeZone(name: string): boolean {
  if (name === '') return true;
  if (name.length > 64 || !zoneShape.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

/** A well-formed language tag, or none. */
export function isLanguage(tag: string): boolean {
  if (tag === '') return true;
  if (tag.length > 35) return false;
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** In its usual spelling; null for none. */
export const canonicalLanguage = (tag: string): string | null => (tag && Intl.getCanonicalLocales(tag)[0]) || null;

export const isEmoji = (text: string): boolean => text.length <= 40 && oneEmoji.test(text);
