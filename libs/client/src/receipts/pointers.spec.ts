import * as fc from 'fast-check';
import { mergeReceipt, reachOf } from './pointers';

const receipt = fc.record({ userId: fc.constant('bea'), deliveredSeq: fc.nat(9), readSeq: fc.nat(9) });

describe('receipts', () => {
  it('come to the same, in whatever order and however often they are told', () => {
    const merged = (all: { userId: string; deliveredSeq: number; readSeq: number }[]) =>
      all.reduce(mergeReceipt, { userId: 'bea', deliveredSeq: 0, readSeq: 0 });
    const property = fc.property(fc.array(receipt, { minLength: 1 }), fc.nat(), (all, turn) => {
      const turned = [...all.slice(turn % all.length), ...all, ...all.slice(0, turn % all.length)];
      expect(merged(turned)).toEqual(merged(all));
    });
    fc.assert(property);
  });

  it('are the same object when nothing moved', () => {
    const mine = { userId: 'bea', deliveredSeq: 5, readSeq: 3 };
    expect(mergeReceipt(mine, { userId: 'bea', deliveredSeq: 4, readSeq: 3 })).toBe(mine);
    expect(mergeReceipt(mine, { userId: 'bea', deliveredSeq: 4, readSeq: 6 })).toEqual({
      ...mine,
      deliveredSeq: 6,
      readSeq: 6,
    });
  });

  it('reach as far as the slowest of them', () => {
    const slow = { userId: 'cyn', deliveredSeq: 4, readSeq: 1 };
    expect(reachOf([{ userId: 'bea', deliveredSeq: 5, readSeq: 3 }, slow])).toEqual({ deliveredSeq: 4, readSeq: 1 });
    expect(reachOf([])).toEqual({ deliveredSeq: 0, readSeq: 0 });
  });
});
