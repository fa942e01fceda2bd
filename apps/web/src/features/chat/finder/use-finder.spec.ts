import { describe, expect, it } from 'vitest';
import { conversation, me as somebody } from '../../../lib/wire.factory';
import { collect } from './use-finder';

const me = somebody({ id: 'me', username: 'eli', name: 'Eli Novak' });
const person = (id: string, name: string) => ({ id, name, username: id, avatarUrl: null });
const room = (id: string, joined: boolean) => ({
  ...({ id, kind: 'room', visibility: 'public', name: id, topic: '', hue: null } as const),
  ...{ announcement: false, memberCount: 3, joined },
});
const keys = (input: Partial<Parameters<typeof collect>[0]>) =>
  collect({ text: '', list: [], me, people: [], rooms: [], ...input }).map((finding) => finding.key);

describe('collect', () => {
  const list = [
    conversation({ id: 'with-hana', peerId: 'hana', name: 'Hana Sato' }),
    conversation({ id: 'notes', peerId: 'me', name: 'Eli Novak' }),
  ];

  it('offers notes to self before anything is typed', () => {
    expect(keys({ text: '', list, me, people: [] })).toEqual(['self']);
  });

  it('shows a person I already talk with once, as the conversation', () => {
    const people = [person('hana', 'Hana Sato'), person('hanna', 'Hanna Berg')];
    expect(keys({ text: 'han', list, me, people })).toEqual(['with-hana', 'hanna']);
  });

  it('finds oneself by name, as notes', () => {
    expect(keys({ text: 'eli', list, me, people: [] })).toEqual(['self']);
  });

  it('finds public rooms that I am not in', () => {
    const rooms = [room('design', false), room('deck', true)];
    expect(keys({ text: 'de', rooms })).toEqual(['design']);
    expect(keys({ text: 'de', rooms, list: [conversation({ id: 'design', name: 'design', kind: 'room' })] })).toEqual([
      'design',
    ]);
  });

  it('finds nothing when nothing fits', () => {
    expect(keys({ text: 'zzz', list, me, people: [] })).toEqual([]);
  });
});
