import type { Reaction } from '@parley/contracts';

const namesShown = 12;

/** "Hana Sato, Jonas Lindqvist, you and 3 more", with me last among the names. */
export function whoReacted({ count, userIds }: Reaction, meId: string, nameOf: (id: string) => string): string {
  const others = userIds.filter((id) => id !== meId).map(nameOf);
  const named = [...others.slice(0, namesShown), ...(userIds.includes(meId) ? ['you'] : [])];
  const left = count - named.length;
  const all = left > 0 ? [...named, `${left} more`] : named;
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(all);
}

/** For a screen reader, which reads the emoji itself. */
export function pillLabel(reaction: Reaction, who: string): string {
  return `${reaction.emoji} ${reaction.count}, ${who}`;
}
