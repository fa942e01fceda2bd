import type { TimelineItem } from '@parley/client';
import { describe, expect, it } from 'vitest';
import { dayAbove, indexAt, rowsOf, seqAt, type Row } from './rows';

const me = 'me';

function item(seq: number, senderId: string, at: Date, clientId = `c${seq}`): TimelineItem {
  return {
    state: 'sent',
    message: {
      id: `m${seq}`,
      conversationId: 'c',
      seq,
      rev: seq,
      clientId,
      senderId,
      text: `text ${seq}`,
      large: false,
      textLength: 6,
      createdAt: at.toISOString(),
      editedAt: null,
      deletedAt: null,
      replyTo: null,
      quote: null,
      reactions: [],
      mentions: [],
      everyone: null,
      pinned: null,
    },
  };
}

const at = (day: number, hour: number, minute: number, second = 0) => new Date(2026, 10, day, hour, minute, second);
const build = (items: TimelineItem[], newAfter: number | null = null) =>
  rowsOf({ items, hasBefore: false, hasAfter: false, meId: me, newAfter, newCount: null });
const heads = (rows: Row[]) =>
  rows.flatMap((row) => (row.kind === 'message' && row.head ? [row.item.message.seq] : []));
const kinds = (rows: Row[]) => rows.map((row) => row.kind);

describe('rowsOf', () => {
  it('groups one author within five minutes, and no longer', () => {
    const rows = build([
      item(1, 'a', at(20, 10, 0)),
      item(2, 'a', at(20, 10, 4, 59)),
      item(3, 'a', at(20, 10, 9, 59)),
      item(4, 'b', at(20, 10, 10)),
      item(5, 'a', at(20, 10, 10, 1)),
    ]);
    expect(heads(rows)).toEqual([1, 3, 4, 5]);
  });

  it('puts a day pill before the first message of each day, and breaks the group there', () => {
    const rows = build([item(1, 'a', at(19, 23, 59)), item(2, 'a', at(20, 0, 1)), item(3, 'a', at(20, 0, 2))]);
    expect(kinds(rows)).toEqual(['start', 'day', 'message', 'day', 'message', 'message']);
    expect(heads(rows)).toEqual([1, 2]);
  });

  it('draws one new line before the first unread message of somebody else', () => {
    const rows = build(
      [item(1, 'a', at(20, 9, 0)), item(2, me, at(20, 9, 1)), item(3, 'a', at(20, 9, 2)), item(4, 'a', at(20, 9, 3))],
      1,
    );
    expect(kinds(rows)).toEqual(['start', 'day', 'message', 'message', 'new', 'message', 'message']);
    expect(rows.find((row) => row.kind === 'new')).toMatchObject({ count: 2 });
    expect(heads(rows)).toEqual([1, 2, 3]);
  });

  it('draws no new line when all that follows is mine', () => {
    expect(kinds(build([item(1, 'a', at(20, 9, 0)), item(2, me, at(20, 9, 1))], 1))).not.toContain('new');
  });

  it('counts what is new, also where the end of it is not loaded', () => {
    const items = [item(4, 'a', at(20, 9, 0)), item(5, 'a', at(20, 9, 1))];
    const countOf = (hasAfter: boolean, newCount: number | null) =>
      rowsOf({ items, hasBefore: false, hasAfter, meId: me, newAfter: 3, newCount }).find(({ kind }) => kind === 'new');
    expect(countOf(false, 120)).toMatchObject({ count: 2 });
    expect(countOf(true, 120)).toMatchObject({ count: 120 });
    expect(countOf(true, null)).toMatchObject({ count: null });
  });

  it('says that there is more above, or that this is where it began', () => {
    expect(
      rowsOf({ items: [], hasBefore: true, hasAfter: false, meId: me, newAfter: null, newCount: null })[0]?.kind,
    ).toBe('older');
    expect(build([])[0]?.kind).toBe('start');
  });

  it('keeps the key of a message when the server gives it its place', () => {
    const key = (rows: Row[]) => rows.at(-1)?.key;
    expect(key(build([item(0, me, at(20, 9, 0), 'same')]))).toBe(key(build([item(8, me, at(20, 9, 0), 'same')])));
  });
});

describe('seqAt', () => {
  it('is the last stored message at or above the row', () => {
    const rows = build([item(4, 'a', at(20, 9, 0)), item(5, 'a', at(20, 9, 1)), item(0, me, at(20, 9, 2), 'p')]);
    expect(seqAt(rows, rows.length - 1)).toBe(5);
    expect(seqAt(rows, 2)).toBe(4);
    expect(seqAt(rows, 0)).toBe(0);
    expect(seqAt(rows, 99)).toBe(5);
  });
});

describe('indexAt', () => {
  const items = [item(4, 'a', at(20, 9, 0)), item(6, 'a', at(20, 9, 1))];
  const within = (seq: number, hasAfter: boolean) => {
    const rows = rowsOf({ items, hasBefore: true, hasAfter, meId: me, newAfter: null, newCount: null });
    const row = rows[indexAt(rows, seq, hasAfter)];
    return row?.kind === 'message' ? row.item.message.seq : null;
  };

  it('is the row of a place, or the next one', () => {
    expect([within(4, false), within(5, false), within(6, true)]).toEqual([4, 6, 6]);
  });

  it('is none for what lies outside, but the last one for what is past the newest', () => {
    expect([within(3, false), within(7, true), within(7, false)]).toEqual([null, null, 6]);
  });
});

describe('the day above', () => {
  const row = (day: number): Row => ({
    kind: 'message',
    key: `m${day}`,
    item: item(day, me, new Date(2026, 10, day, 9)),
    date: new Date(2026, 10, day, 9),
    head: true,
  });
  const pill = (day: number): Row => ({ kind: 'day', key: `d${day}`, date: new Date(2026, 10, day) });

  it('is that of the message at the top, unless a pill is in sight there', () => {
    const rows: Row[] = [pill(20), row(20), row(20), pill(21), row(21)];
    expect(dayAbove(rows, 1, 2)).toBe(new Date(2026, 10, 20).getTime());
    expect(dayAbove(rows, 2, 3)).toBeNull();
    expect(dayAbove(rows, 0, 1)).toBeNull();
    expect(dayAbove([{ kind: 'start', key: 'start' }, pill(20)], 0, 0)).toBeNull();
    expect(dayAbove([], -1, -1)).toBeNull();
  });
});
