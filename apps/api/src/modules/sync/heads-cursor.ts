import { isUUID } from 'class-validator';
import { badCursor, readCursor, writeCursor } from '../../platform/paging';

/** Where a reader of heads stands: between two questions, or between two pages of one. */
export interface HeadsPlace {
  /** Heads changed at or after this transaction id are told; empty tells all. */
  since: string;
  /** The horizon read before the first page, which becomes the next question's `since`. Empty before that page. */
  horizon: string;
  /** The last conversation told. Empty before the first page. */
  afterId: string;
}

// PostgreSQL reads a leading zero as octal, and refuses what 64 bits do not hold.
const decimal = /^(0|[1-9]\d{0,19})$/;
const isTransactionId = (text: string): boolean => decimal.test(text) && BigInt(text) < 2n ** 64n;

export function readHeadsCursor(cursor: string | undefined): HeadsPlace {
  const [since, horizon, afterId] = readCursor(cursor, ['string', 'string', 'string']) ?? ['', '', ''];
  const fits = [since, horizon].every((text) => text === '' || isTransactionId(text));
  if (!fits || (afterId !== '' && !isUUID(afterId))) throw badCursor();
  return { since, horizon, afterId };
}

export const writeHeadsCursor = ({ since, horizon, afterId }: HeadsPlace): string =>
  writeCursor([since, horizon, afterId]);
