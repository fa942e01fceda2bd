import type { Emoji } from '../../../../lib/emoji/emoji';

export interface Suggestion {
  key: string;
  /** What is put in place of what was typed. */
  word: string;
  label: string;
  note: string;
  /** Whose face stands beside it; null for an emoji or for everybody. */
  personId: string | null;
  emoji: string | null;
}

export const mostShown = 8;

const everybody = [
  { name: 'all', note: 'Everybody in this conversation' },
  { name: 'here', note: 'Those who are here now' },
];

/** `@all` and `@here`, to those to whom they are more than words. */
export function scopesFor(query: string): Suggestion[] {
  return everybody
    .filter(({ name }) => name.startsWith(query.toLowerCase()))
    .map(({ name, note }) => ({
      key: name,
      word: `@${name}`,
      label: `@${name}`,
      note,
      personId: null,
      emoji: null,
    }));
}

/** Beginnings of names first, then what lies within names or tags. */
export function emojiFor(query: string, all: readonly Emoji[]): Suggestion[] {
  const text = query.toLowerCase();
  const rank = ({ names, tags }: Emoji): number => {
    if (names.includes(text)) return 0;
    if (names.some((name) => name.startsWith(text))) return 1;
    if (tags.some((tag) => tag.startsWith(text))) return 2;
    return names.some((name) => name.includes(text)) ? 3 : 4;
  };
  return all
    .map((each) => ({ each, place: rank(each) }))
    .filter(({ place }) => place < 4)
    .sort((a, b) => a.place - b.place)
    .slice(0, mostShown)
    .map(({ each: { emoji, label, names } }) => ({
      key: emoji,
      word: emoji,
      label,
      note: `:${names.find((name) => name.includes(text)) ?? names[0] ?? ''}:`,
      personId: null,
      emoji,
    }));
}
