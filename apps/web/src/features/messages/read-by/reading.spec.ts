import { expect, it } from 'vitest';
import { readingOf } from './reading';

it('tells who has read, who has only received, and of how many', () => {
  const receipts = [
    { userId: 'ada', deliveredSeq: 9, readSeq: 9 },
    { userId: 'bea', deliveredSeq: 9, readSeq: 4 },
    { userId: 'cyn', deliveredSeq: 4, readSeq: 0 },
  ];
  expect(readingOf(receipts, 5, 4)).toEqual({ read: ['ada'], delivered: ['bea'], others: 4 });
  expect(readingOf(receipts, 4, 4)).toEqual({ read: ['ada', 'bea'], delivered: ['cyn'], others: 4 });
});
