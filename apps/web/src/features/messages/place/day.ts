const two = (number: number) => String(number).padStart(2, '0');

/** As a date field has it, in the reader's own zone: `toISOString` would be a day off in the evening. */
export function dayOf(date: Date): string {
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first moment of that day where the reader is; null when it is none. */
export function readDay(text: string): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return dayOf(date) === text ? date : null;
}
