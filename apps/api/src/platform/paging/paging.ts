import { isUUID } from 'class-validator';
import { DomainError } from '../errors';

export interface Slice<T> {
  items: T[];
  nextCursor: string | null;
}

interface Kinds {
  string: string;
  number: number;
  /** What a column of 32 bits counts to. */
  count: number;
  /** Milliseconds, up to the year 9999. */
  time: number;
  id: string;
}
type Place<K extends (keyof Kinds)[]> = { [I in keyof K]: Kinds[K[I]] };

export const badCursor = (): DomainError =>
  new DomainError('validation.failed', 'This cursor is not one of ours.', { fields: { cursor: 'is not valid' } });

export const writeCursor = (place: (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place an opaque cursor stands for; `null` without one. A cursor nobody gave out is refused, never guessed at. */
export function readCursor<const K extends (keyof Kinds)[]>(cursor: string | undefined, kinds: K): Place<K> | null {
  if (cursor === undefined) return null;
  const place = parse(cursor);
  const fits =
    Array.isArray(place) && place.length === kinds.length && kinds.every((kind, index) => isKind(place[index], kind));
  if (!fits) throw badCursor();
  return place as Place<K>;
}

const isWithin = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;

const isKind = (value: unknown, kind: keyof Kinds): boolean => {
  if (kind === 'number') return Number.isSafeInteger(value);
  if (kind === 'count') return isWithin(value, 2 ** 31 - 1);
  if (kind === 'time') return isWithin(value, Date.UTC(9999, 0));
  if (kind === 'id') return isUUID(value);
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
};

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** Cuts one row more than asked for into a page; the place of its last row is the next cursor. */
export function pageOf<T>(rows: T[], limit: number, placeOf: (last: T) => (string | number)[]): Slice<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(placeOf(last)) : null };
}
