import type { TimelineItem } from '@parley/client';
import { sameDay } from '../../lib/time';

export type Row =
  | { kind: 'older'; key: string }
  | { kind: 'newer'; key: string }
  | { kind: 'start'; key: string }
  | { kind: 'day'; key: string; date: Date }
  /** Null: more than are loaded, and nobody knows how many. */
  | { kind: 'new'; key: string; count: number | null }
  | MessageRowModel;

export interface MessageRowModel {
  kind: 'message';
  key: string;
  item: TimelineItem;
  date: Date;
  /** First of its group: it carries the face and the name. */
  head: boolean;
}

export interface RowsInput {
  items: readonly TimelineItem[];
  hasBefore: boolean;
  /** There is more below than is loaded. */
  hasAfter: boolean;
  meId: string;
  /** What follows this `seq` was new when the conversation was opened; null: no divider. */
  newAfter: number | null;
  /** How many that were, as far as they are not all loaded; null where it is not known. */
  newCount: number | null;
}

const groupMs = 5 * 60_000;

/** Pending messages have no `seq` yet; the sender's own id for them stays when they get one. */
function keyOf({ message }: TimelineItem): string {
  return `${message.senderId}:${message.clientId}`;
}

function isNew(item: TimelineItem, input: RowsInput): boolean {
  return input.newAfter !== null && item.message.senderId !== input.meId && item.message.seq > input.newAfter;
}

/** A timeline as rows: day pills, one *new* line, messages grouped by author within five minutes. */
export function rowsOf(input: RowsInput): Row[] {
  const { items } = input;
  const rows: Row[] = [beginningOf(input)];
  const newCount = newCountOf(input);
  let previous: MessageRowModel | null = null;
  let divided = false;
  for (const item of items) {
    const date = new Date(item.message.createdAt);
    const newDay: boolean = !previous || !sameDay(previous.date, date);
    if (newDay) rows.push({ kind: 'day', key: `day:${keyOf(item)}`, date });
    const divides: boolean = !divided && isNew(item, input);
    if (divides) rows.push({ kind: 'new', key: 'new', count: newCount });
    divided ||= divides;
    const head: boolean = newDay || divides || !previous || !continues(previous, item, date);
    previous = { kind: 'message', key: keyOf(item), item, date, head };
    rows.push(previous);
  }
  if (input.hasAfter) rows.push({ kind: 'newer', key: 'newer' });
  return rows;
}

const beginningOf = ({ hasBefore }: RowsInput): Row =>
  hasBefore ? { kind: 'older', key: 'older' } : { kind: 'start', key: 'start' };

const newCountOf = (input: RowsInput): number | null =>
  input.hasAfter ? input.newCount : input.items.filter((item) => isNew(item, input)).length;

function continues(previous: MessageRowModel, item: TimelineItem, date: Date): boolean {
  const sameAuthor = previous.item.message.senderId === item.message.senderId;
  return sameAuthor && Math.abs(date.getTime() - previous.date.getTime()) < groupMs;
}

/** The first moment of the day of what is at the top; null where a pill or another beginning says it. */
export function dayAbove(rows: readonly Row[], from: number, to: number): number | null {
  const shown = rows.slice(from, to + 1);
  const [first] = shown;
  if (first?.kind !== 'message' || shown.some(({ kind }) => kind === 'day')) return null;
  return new Date(first.date.getFullYear(), first.date.getMonth(), first.date.getDate()).getTime();
}

/** The `seq` of the last message at or above a row: what has been read when that row is on screen. */
export function seqAt(rows: readonly Row[], index: number): number {
  for (let i = Math.min(index, rows.length - 1); i >= 0; i--) {
    const row = rows[i];
    if (row?.kind === 'message' && row.item.message.seq > 0) return row.item.message.seq;
  }
  return 0;
}

/** The row of this `seq`, or of the next one that is shown; -1 when it lies outside of what is here. */
export function indexAt(rows: readonly Row[], seq: number, hasAfter: boolean): number {
  const place = (row: Row) => (row.kind === 'message' ? row.item.message.seq : 0);
  const first = rows.find((row) => place(row) > 0);
  if (!first || (place(first) > seq && rows[0]?.kind === 'older')) return -1;
  const index = rows.findIndex((row) => place(row) >= seq);
  return index < 0 && !hasAfter ? rows.length - 1 : index;
}
