import type { Conversation } from '@parley/contracts';
import { limits } from '@parley/contracts';

const filters = [
  { value: 'all', label: 'All' },
  { value: 'unread', label: 'Unread' },
  { value: 'rooms', label: 'Rooms' },
  { value: 'people', label: 'People' },
] as const;

export type FilterChoice = (typeof filters)[number];
export type Filter = FilterChoice['value'];

export function applyFilter(list: readonly Conversation[], filter: Filter): readonly Conversation[] {
  switch (filter) {
    case 'all':
      return list;
    case 'unread':
      return list.filter((conversation) => conversation.unread > 0);
    case 'rooms':
      return list.filter((conversation) => conversation.kind !== 'direct');
    case 'people':
      return list.filter((conversation) => conversation.kind === 'direct');
  }
}

/** A filter that could only ever show nothing is not offered, unless it is the chosen one. */
export function offered(list: readonly Conversation[], chosen: Filter): readonly FilterChoice[] {
  const anyRoom = list.some((conversation) => conversation.kind !== 'direct');
  return filters.filter(({ value }) => value !== 'rooms' || anyRoom || chosen === 'rooms');
}

/** Capped like each of its parts: beyond that it means "more". */
export function unreadTotal(list: readonly Conversation[]): number {
  const sum = list.reduce((total, conversation) => total + conversation.unread, 0);
  return Math.min(sum, limits.unreadMax);
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
