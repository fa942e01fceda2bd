import { expect, it } from 'vitest';
import { conversation } from '../../../lib/wire.factory';
import { choicesFor } from './choices';

const list = [
  conversation({ id: 'hana', name: 'Hana Sató' }),
  conversation({ id: 'news', kind: 'room', name: 'announcements', announcement: true, peerId: null }),
  conversation({ id: 'mine', name: 'Eli Novak', peerId: 'eli' }),
];
const ids = (search: string) => choicesFor(list, search, 'eli').map(({ id }) => id);

it('offers conversations one may write in, found by parts of names whatever their accents', () => {
  expect(ids('')).toEqual(['hana', 'mine']);
  expect(ids(' SATO ')).toEqual(['hana']);
  expect(ids('notes')).toEqual(['mine']);
  expect(ids('announce')).toEqual([]);
});
