import { describe, expect, it } from 'vitest';
import { endOf, type Period } from './status-presets';

const saturday = new Date(2026, 10, 21, 15, 0);
const monday = new Date(2026, 10, 23, 8, 0);
const ends = (period: Period, now: Date) => {
  const end = endOf(period, now);
  return end === null ? null : new Date(end);
};

describe('endOf', () => {
  it('counts from now', () => expect(ends('30min', saturday)).toEqual(new Date(2026, 10, 21, 15, 30)));
  it('knows the days of the reader', () => {
    expect(ends('today', saturday)).toEqual(new Date(2026, 10, 22));
    expect(ends('week', saturday)).toEqual(new Date(2026, 10, 23));
    expect(ends('week', monday)).toEqual(new Date(2026, 10, 30));
  });
  it('leaves open what shall stay', () => expect(ends('open', saturday)).toBeNull());
});
