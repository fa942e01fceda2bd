import { backoff } from './backoff';
import { seeded } from '../test/seeded';

const limits = { first: 500, cap: 10_000 };

describe('backoff', () => {
  it('doubles its bound with each attempt, up to the cap', () => {
    const bounds = [0, 1, 2, 3, 4, 5, 60].map((attempt) => backoff(attempt, limits, () => 1));
    expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('spreads over everything below its bound', () => {
    expect([0, 0.25, 0.5].map((random) => backoff(2, limits, () => random))).toEqual([0, 500, 1_000]);
  });

  it.each([0, 1, 5])('brings ten thousand back evenly after %d failures', (attempt) => {
    const random = seeded(attempt + 1);
    const parts = 20;
    const bound = backoff(attempt, limits, () => 1);
    const counts = Array.from({ length: parts }, () => 0);
    for (let n = 0; n < 10_000; n += 1) {
      const part = Math.min(parts - 1, Math.floor((backoff(attempt, limits, random) / bound) * parts));
      counts[part] = (counts[part] ?? 0) + 1;
    }
    // An even share is 500, and 22 of those chance.
    expect(Math.min(...counts)).toBeGreaterThan(400);
    expect(Math.max(...counts)).toBeLessThan(600);
  });
});
