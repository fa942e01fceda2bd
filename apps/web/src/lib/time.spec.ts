import { describe, expect, it } from 'vitest';
import { clockTime, dayLabel, listTime, sameDay } from './time';

const now = new Date(2026, 10, 20, 9, 30);

describe('dayLabel', () => {
  it('names today and yesterday by the reader’s midnight, not by 24 hours', () => {
    expect(dayLabel(new Date(2026, 10, 20, 0, 1), now, 'en-GB')).toBe('Today');
    expect(dayLabel(new Date(2026, 10, 19, 23, 59), now, 'en-GB')).toBe('Yesterday');
  });

  it('gives the date further back, with the year only when it differs', () => {
    expect(dayLabel(new Date(2026, 10, 3), now, 'en-GB')).toMatch(/^Tuesday,? 3 November$/);
    expect(dayLabel(new Date(2025, 10, 3), now, 'en-GB')).toMatch(/^Monday,? 3 November 2025$/);
  });
});

describe('listTime', () => {
  it('is the time today, then Yesterday, the weekday, the date', () => {
    expect(listTime(new Date(2026, 10, 20, 8, 5), now, 'en-GB')).toBe('08:05');
    expect(listTime(new Date(2026, 10, 19, 8, 5), now, 'en-GB')).toBe('Yesterday');
    expect(listTime(new Date(2026, 10, 17), now, 'en-GB')).toBe('Tue');
    expect(listTime(new Date(2026, 10, 3), now, 'en-GB')).toBe('3 Nov');
    expect(listTime(new Date(2025, 10, 3), now, 'en-GB')).toBe('3 Nov 2025');
  });

  it('shows the time for a message whose clock runs ahead of ours', () => {
    expect(listTime(new Date(2026, 10, 20, 23, 59), now, 'en-GB')).toBe('23:59');
  });
});

describe('clockTime and sameDay', () => {
  it('follows the reader’s language', () => {
    expect(clockTime(new Date(2026, 10, 20, 14, 5), 'en-GB')).toBe('14:05');
    expect(clockTime(new Date(2026, 10, 20, 14, 5), 'en-US')).toContain('PM');
  });

  it('tells days apart', () => {
    expect(sameDay(new Date(2026, 0, 1, 0, 0), new Date(2026, 0, 1, 23, 59))).toBe(true);
    expect(sameDay(new Date(2026, 0, 1, 23, 59), new Date(2026, 0, 2, 0, 0))).toBe(false);
  });
});
