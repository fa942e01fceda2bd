import type { Conversation } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { applyFilter, matches, offered, unreadTotal } from './filters';
import { conversation } from '../../lib/wire.factory';

const list: Conversation[] = [
  conversation({ id: 'a', unread: 2 }),
  conversation({ id: 'b' }),
  conversation({ id: 'c', kind: 'room', peerId: null, unread: 5 }),
];
const ids = (found: readonly Conversation[]) => found.map(({ id }) => id);

describe('applyFilter', () => {
  it('keeps the order and only what fits', () => {
    expect(ids(applyFilter(list, 'all'))).toEqual(['a', 'b', 'c']);
    expect(ids(applyFilter(list, 'unread'))).toEqual(['a', 'c']);
    expect(ids(applyFilter(list, 'people'))).toEqual(['a', 'b']);
    expect(ids(applyFilter(list, 'rooms'))).toEqual(['c']);
  });
});

describe('offered', () => {
  const labels = (found: ReturnType<typeof offered>) => found.map(({ label }) => label);

  it('offers rooms once there are any, or while they are chosen', () => {
    expect(labels(offered(list, 'all'))).toEqual(['All', 'Unread', 'Rooms', 'People']);
    expect(labels(offered([conversation()], 'all'))).toEqual(['All', 'Unread', 'People']);
    expect(labels(offered([], 'rooms'))).toContain('Rooms');
  });
});

describe('unreadTotal', () => {
  it('sums, and stays at "more"', () => {
    expect(unreadTotal(list)).toBe(7);
    expect(unreadTotal([conversation({ unread: 900 }), conversation({ unread: 900 })])).toBe(1000);
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
