import { backoff } from './backoff';

const limits = { first: 500, cap: 10_000 };

describe('backoff', () => {
  it('doubles its bound with each attempt, up to the cap', () => {
    const bounds = [0, 1, 2, 3, 4, 5, 60].map((attempt) => backoff(attempt, limits, () => 1));
    expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('spreads over everything below its bound', () => {
    expect([0, 0.25, 0.5].map((random) => backoff(2, limits, () => random))).toEqual([0, 500, 1_000]);
  });
});
