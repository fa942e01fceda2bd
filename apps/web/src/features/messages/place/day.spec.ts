import { expect, it } from 'vitest';
import { dayOf, readDay } from './day';

it('reads the days it writes, as the reader counts them', () => {
  const evening = new Date(2026, 10, 21, 23, 59);
  expect(dayOf(evening)).toBe('2026-11-21');
  expect(readDay('2026-11-21')).toEqual(new Date(2026, 10, 21));
});

it.each(['', '2026-02-30', '2026-11', 'yesterday', '0026-1-1'])('takes %j for no day', (text) => {
  expect(readDay(text)).toBeNull();
});
