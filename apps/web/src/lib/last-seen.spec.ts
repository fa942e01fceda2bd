import { describe, expect, it } from 'vitest';
import { agoWords, untilWords } from './last-seen';

const now = new Date(2026, 10, 21, 15, 0);
const ago = (date: Date) => agoWords(date, now, 'en-GB');

describe('agoWords', () => {
  it.each([
    [new Date(2026, 10, 21, 14, 59, 40), 'just now'],
    [new Date(2026, 10, 21, 14, 59), 'a minute ago'],
    [new Date(2026, 10, 21, 14, 20), '40 minutes ago'],
    [new Date(2026, 10, 21, 9, 5), 'today at 09:05'],
    [new Date(2026, 10, 20, 23, 30), 'yesterday at 23:30'],
    [new Date(2026, 10, 3, 12, 0), '3 Nov'],
  ])('says of %s: %s', (date, words) => expect(ago(date)).toBe(words));

  it('takes a clock that runs ahead for now', () => expect(ago(new Date(2026, 10, 21, 15, 3))).toBe('just now'));
});

describe('untilWords', () => {
  it('names the hour today and the day after that', () => {
    expect(untilWords(new Date(2026, 10, 21, 18, 30), now, 'en-GB')).toBe('until 18:30');
    expect(untilWords(new Date(2026, 10, 23, 9, 0), now, 'en-GB')).toBe('until 23 Nov, 09:00');
  });
});
