import { describe, expect, it } from 'vitest';
import { forEver, isForEver, isMuted, mutedUntilAfter } from './mute';

const now = new Date(2026, 10, 21, 23, 30);

describe('mutedUntilAfter', () => {
  it('ends in the morning of the next day, also late in the evening', () => {
    expect(new Date(mutedUntilAfter('tomorrow', now))).toEqual(new Date(2026, 10, 22, 8));
  });

  it('counts hours', () => {
    expect(Date.parse(mutedUntilAfter('8h', now)) - now.getTime()).toBe(8 * 3_600_000);
  });

  it('knows for ever again', () => {
    expect(isForEver(mutedUntilAfter('ever', now))).toBe(true);
    expect(isForEver(mutedUntilAfter('tomorrow', now))).toBe(false);
  });
});

describe('isMuted', () => {
  it('ends by itself', () => {
    const mutedUntil = mutedUntilAfter('1h', now);
    expect(isMuted({ mutedUntil }, now.getTime())).toBe(true);
    expect(isMuted({ mutedUntil }, now.getTime() + 3_600_000)).toBe(false);
    expect(isMuted({ mutedUntil: null }, now.getTime())).toBe(false);
    expect(isMuted({ mutedUntil: forEver }, now.getTime())).toBe(true);
  });
});
