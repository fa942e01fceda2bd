import type { Conversation } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { conversation } from '../../../lib/wire.factory';
import { applyFilter, matches, unreadTotal } from './filters';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const { settings } = conversation();
const muted = { ...settings, mutedUntil: '2026-11-21T13:00:00.000Z' };
const list: Conversation[] = [
  conversation({ id: 'a', unread: 2 }),
  conversation({ id: 'b' }),
  conversation({ id: 'c', kind: 'room', peerId: null, unread: 5 }),
  conversation({ id: 'marked', settings: { ...settings, markedUnread: true } }),
  conversation({ id: 'muted', unread: 28, settings: muted }),
  conversation({ id: 'called', unread: 9, mentions: 1, settings: muted }),
  conversation({ id: 'away', unread: 3, settings: { ...settings, archived: true } }),
];
const ids = (found: readonly Conversation[]) => found.map(({ id }) => id);

describe('applyFilter', () => {
  it('keeps the order and only what fits', () => {
    expect(ids(applyFilter(list, 'all', now))).toEqual(['a', 'b', 'c', 'marked', 'muted', 'called']);
    expect(ids(applyFilter(list, 'rooms', now))).toEqual(['c']);
    expect(ids(applyFilter(list, 'archived', now))).toEqual(['away']);
  });

  it('takes for unread what asks for attention: muted only when called by name, and what was marked', () => {
    expect(ids(applyFilter(list, 'unread', now))).toEqual(['a', 'c', 'marked', 'called']);
    const after = Date.parse('2026-11-21T14:00:00.000Z');
    expect(ids(applyFilter(list, 'unread', after))).toContain('muted');
  });
});

describe('unreadTotal', () => {
  it('sums what asks for attention, and stays at "more"', () => {
    expect(unreadTotal(list, now)).toBe(2 + 5 + 1 + 1);
    expect(unreadTotal([conversation({ unread: 900 }), conversation({ unread: 900 })], now)).toBe(1000);
  });
});

describe('matches', () => {
  it.each([
    ['Hana Sato', 'han sa', true],
    ['Tomás Ruiz', 'tomas', true],
    ['Åsa Öberg', 'obe', true],
    ['Hana Sato', 'ana', false],
    ['Hana Sato', 'hana x', false],
    ['release-crew', 'crew', true],
  ])('%s / %s → %s', (name, query, found) => expect(matches(name, query)).toBe(found));
});
