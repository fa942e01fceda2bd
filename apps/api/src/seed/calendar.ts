import type { Random } from './random';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const daysBack = 364;

const isWeekend = (at: number): boolean => [0, 6].includes(new Date(at).getUTCDay());
const midnight = (at: number): number => at - (at % day);

/** When somebody says something first: mostly in working hours, now and then on a weekend or in the evening. */
function start(random: Random, latest: number): number {
  let date = midnight(latest) - random.between(0, daysBack) * day;
  while (isWeekend(date) && random.next() > 0.12) date -= random.between(1, 2) * day;
  const isLate = random.next() < 0.08;
  const hours = isLate ? 18 + random.next() * 4 : 7 + (random.next() + random.next()) * 5;
  const at = date + Math.floor(hours * hour);
  return at < latest ? at : at - 7 * day;
}

/**
 * So many moments in order, the last before `latest`: bursts of a few within minutes, hours apart. `sizes` are the lengths
 * of the dialogues; where two of them overlap their lines mix, as they do between people.
 */
export function moments(random: Random, sizes: readonly number[], latest: number): number[] {
  const all: number[] = [];
  for (const size of sizes) {
    let at = start(random, latest - hour);
    for (let line = 0; line < size; line += 1) {
      all.push(at);
      at += random.next() < 0.8 ? random.between(7_000, 100_000) : random.between(2 * minute, 9 * minute);
    }
  }
  const last = latest - minute;
  return all.map((at) => Math.min(at, last)).sort((one, other) => one - other);
}

/** The last words of a conversation, a few minutes apart, ending so many minutes ago. */
export function lastMoments(now: number, minutesAgo: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => now - minutesAgo * minute - (count - 1 - index) * 100_000);
}
