import type { Conversation } from '@parley/contracts';
import { limits } from '@parley/contracts';
import { isMuted } from '../../../lib/mute';

const filters = [
  { value: 'all', label: 'All' },
  { value: 'unread', label: 'Unread' },
  { value: 'rooms', label: 'Rooms' },
  { value: 'people', label: 'People' },
] as const;

export type FilterChoice = (typeof filters)[number];
/** `archived` has no chip: one goes there from the end of the list. */
export type Filter = FilterChoice['value'] | 'archived';

export const filterChoices: readonly FilterChoice[] = filters;

/** What asks for attention: unread, unless it is muted and nobody called me by name. */
function isWaiting({ unread, mentions, settings }: Conversation, now: number): boolean {
  return settings.markedUnread || mentions > 0 || (unread > 0 && !isMuted(settings, now));
}

/** What the list shows of what is there, in its order. */
export function applyFilter(list: readonly Conversation[], filter: Filter, now: number): readonly Conversation[] {
  return list.filter((each) => each.settings.archived === (filter === 'archived') && fits(each, filter, now));
}

function fits(conversation: Conversation, filter: Filter, now: number): boolean {
  switch (filter) {
    case 'all':
    case 'archived':
      return true;
    case 'unread':
      return isWaiting(conversation, now);
    case 'rooms':
      return conversation.kind !== 'direct';
    case 'people':
      return conversation.kind === 'direct';
  }
}

/** Capped like each of its parts: beyond that it means "more". */
export function unreadTotal(list: readonly Conversation[], now: number): number {
  const sum = list.reduce((total, conversation) => total + waitingCount(conversation, now), 0);
  return Math.min(sum, limits.unreadMax);
}

function waitingCount(conversation: Conversation, now: number): number {
  const { unread, mentions, settings } = conversation;
  if (settings.archived || !isWaiting(conversation, now)) return 0;
  return Math.max(isMuted(settings, now) ? mentions : unread, settings.markedUnread ? 1 : 0);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** Every word must begin some word of the name: "han sa" finds Hana Sato, "tomas" finds Tomás. */
export function matches(name: string, query: string): boolean {
  const words = fold(name).split(/[\s._-]+/);
  return fold(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}
