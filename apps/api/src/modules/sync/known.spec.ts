import { knownUpTo } from './known';

const asked = ['a', 'b', 'c'].map((conversationId) => ({ conversationId, after: 2, upTo: 9 }));
const known = (...rows: [conversationId: string, rev: number][]) =>
  Object.fromEntries(
    knownUpTo(asked, {
      rows: rows.map(([conversationId, rev]) => ({ conversationId, rev })),
      bytesOf: () => 10,
      budget: 30,
    }),
  );

describe('knownUpTo', () => {
  it('is everything when nothing was read', () => {
    expect(known()).toEqual({ a: 9, b: 9, c: 9 });
  });

  it('is everything when what was read leaves room', () => {
    expect(known(['a', 3], ['b', 4])).toEqual({ a: 9, b: 9, c: 9 });
  });

  it('ends with the last row when what was read fills the answer', () => {
    expect(known(['a', 3], ['b', 4], ['b', 5])).toEqual({ a: 9, b: 5, c: 2 });
  });

  it('is where the first stands when that fills the answer alone', () => {
    expect(known(['a', 3], ['a', 4], ['a', 8])).toEqual({ a: 8, b: 2, c: 2 });
  });
});
