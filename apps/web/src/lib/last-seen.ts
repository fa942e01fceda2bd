import { clockTime, listTime, sameDay } from './time';

const minute = 60_000;

/** "just now", "5 minutes ago", "today at 12:40", "Yesterday", "3 Nov": relative for a day, then dates. */
export function agoWords(date: Date, now: Date, locale?: string): string {
  const minutes = Math.floor((now.getTime() - date.getTime()) / minute);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
  if (sameDay(date, now)) return `today at ${clockTime(date, locale)}`;
  const day = listTime(date, now, locale);
  return day === 'Yesterday' ? `yesterday at ${clockTime(date, locale)}` : day;
}

/** "until 14:30", "until 3 Nov, 09:00". */
export function untilWords(date: Date, now: Date, locale?: string): string {
  if (sameDay(date, now)) return `until ${clockTime(date, locale)}`;
  return `until ${new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(date)}`;
}
