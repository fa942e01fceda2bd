export type Period = 'open' | '30min' | '1h' | '4h' | 'today' | 'week';

export const periods: { id: Period; title: string }[] = [
  { id: 'open', title: 'when I change it' },
  { id: '30min', title: 'in 30 minutes' },
  { id: '1h', title: 'in an hour' },
  { id: '4h', title: 'in 4 hours' },
  { id: 'today', title: 'at midnight' },
  { id: 'week', title: 'on Monday' },
];

export const presets: { emoji: string; text: string; until: Period }[] = [
  { emoji: '📅', text: 'In a meeting', until: '1h' },
  { emoji: '🍽️', text: 'At lunch', until: '1h' },
  { emoji: '🎧', text: 'Deep in work', until: '4h' },
  { emoji: '🤒', text: 'Out sick', until: 'today' },
  { emoji: '🌴', text: 'On holiday', until: 'open' },
];

const minute = 60_000;
const lengths: Partial<Record<Period, number>> = { '30min': 30 * minute, '1h': 60 * minute, '4h': 240 * minute };

/** When a status ends, in the reader's own days; null: not by itself. */
export function endOf(period: Period, now: Date): string | null {
  const length = lengths[period];
  if (length !== undefined) return new Date(now.getTime() + length).toISOString();
  if (period === 'open') return null;
  const daysToMonday = (8 - now.getDay()) % 7 || 7;
  const days = period === 'today' ? 1 : daysToMonday;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toISOString();
}
