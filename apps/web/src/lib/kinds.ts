import type { Conversation, Role } from '@parley/contracts';

/** What a conversation is to the eye: a person, or one of three places. */
export function placeOf({
  kind,
  visibility,
}: Pick<Conversation, 'kind' | 'visibility'>): 'group' | 'private' | 'public' | null {
  if (kind === 'direct') return null;
  return kind === 'group' ? 'group' : visibility;
}

const words = { group: 'Group', private: 'Private room', public: 'Public room' };

export function kindWords(conversation: Conversation): string {
  const place = placeOf(conversation);
  return place ? words[place] : 'Direct conversation';
}

/** The name one calls somebody by. Names that are written without spaces stay whole. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] || name;
}

export const roleWords: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  read_only: 'Read only',
};

export function peopleCount(count: number): string {
  return count === 1 ? '1 person' : `${new Intl.NumberFormat().format(count)} people`;
}
