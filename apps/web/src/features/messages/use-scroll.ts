import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { rowElement } from './acts/row-element';
import type { Goal } from './place/use-place';
import { indexAt, seqAt, type Row } from './rows';

/** Closer to the end than this counts as "at the end". */
const nearEnd = 40;
/** More history is asked for before its edge comes into view. */
const nearEdge = 900;

interface Place {
  key: string;
  offset: number;
}

/** Where the reader was in each conversation, until the page is closed. `null`: at the end. */
const places = new Map<string, Place | null>();

/** After a sign-out the next person starts everywhere afresh. */
export function forgetPlaces(): void {
  places.clear();
}

interface ScrollInput {
  conversationId: string;
  rows: readonly Row[];
  /** The last row is not the newest message. */
  hasAfter: boolean;
  goal: Goal;
  /** Called wherever the list comes to stand. */
  onLook: (list: VirtualizerHandle) => void;
  /** Called with the last `seq` on screen. */
  onSeen: (seq: number) => void;
  onNearStart: () => void;
  onNearEnd: () => void;
  /** Called with the `seq` that was gone to, or null where it was the end. */
  onReached: (seq: number | null) => void;
}

/** Keeps the end in view for who is there, and everybody else exactly where they are. */
export function useScroll(input: ScrollInput) {
  const { conversationId, rows, hasAfter, goal, onLook, onSeen, onNearStart, onNearEnd, onReached } = input;
  const list = useRef<VirtualizerHandle>(null);
  const pinned = useRef(!hasAfter);
  const lastOffset = useRef(0);
  const place = useRef<Place | null>(null);
  const [atEnd, setAtEnd] = useState(!hasAfter);

  const pin = useCallback((value: boolean) => {
    pinned.current = value;
    setAtEnd(value);
  }, []);
  const toEnd = useCallback(() => {
    pin(!hasAfter);
    list.current?.scrollToIndex(rows.length - 1, { align: 'end' });
  }, [rows.length, hasAfter, pin]);

  const look = useCallback(() => {
    const handle = list.current;
    if (!handle) return;
    onLook(handle);
    const bottom = handle.scrollOffset + handle.viewportSize;
    onSeen(seqAt(rows, pinned.current ? rows.length - 1 : handle.findItemIndex(bottom - 8)));
    if (handle.scrollOffset < nearEdge && rows[0]?.kind === 'older') onNearStart();
    if (hasAfter && handle.scrollSize - bottom < nearEdge) onNearEnd();
  }, [rows, hasAfter, onLook, onSeen, onNearStart, onNearEnd]);

  const onScroll = (offset: number) => {
    const handle = list.current;
    if (!handle) return;
    const gap = gapOf(handle, offset);
    // Only an upward movement lets go: while rows are being measured the end moves down by itself.
    if (gap <= nearEnd) pin(!hasAfter);
    else if (offset < lastOffset.current - 1) pin(false);
    lastOffset.current = offset;
    const first = handle.findItemIndex(offset);
    const key = rows[first]?.key;
    place.current = pinned.current || !key ? null : { key, offset: offset - handle.getItemOffset(first) };
    look();
  };

  const onResize = () => {
    if (pinned.current) toEnd();
    look();
  };

  // As it was at the start of the visit: later changes must not move what is being read.
  const [start] = useState({ conversationId, rows, goal, hasAfter });
  useLayoutEffect(() => {
    const isElsewhere = start.goal === null && startAt(list.current, start.rows, places.get(start.conversationId));
    pin(!isElsewhere && !start.hasAfter && typeof start.goal !== 'number');
    return () => {
      places.set(start.conversationId, place.current);
    };
  }, [start, pin]);

  useLayoutEffect(() => {
    if (pinned.current) toEnd();
  }, [toEnd]);

  useLayoutEffect(() => {
    if (goal === 'latest' && !hasAfter) {
      // oxlint-disable-next-line react/set-state-in-effect -- the list itself is moved, and where it is then is known at once
      toEnd();
      onReached(null);
    }
    const index = typeof goal === 'number' ? indexAt(rows, goal, hasAfter) : -1;
    if (typeof goal !== 'number' || index < 0) return;
    pin(false);
    list.current?.scrollToIndex(index, { align: 'center' });
    onReached(goal);
    focusSoon(rows[index]);
    ifAtEndSoon(list, hasAfter, pin);
  }, [goal, rows, hasAfter, toEnd, pin, onReached]);

  useSoon(look);
  return { list, atEnd, toEnd, onScroll, onResize };
}

/** What is below the eyes. */
function gapOf(list: VirtualizerHandle | null, offset = list?.scrollOffset ?? 0): number {
  return list ? list.scrollSize - offset - list.viewportSize : 0;
}

/** In the next frame, when what was given to the list stands. */
function useSoon(look: () => void): void {
  useEffect(() => {
    const frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [look]);
}

/** True when it begins elsewhere than at the end. What is new comes first, then the place of the last visit. */
function startAt(list: VirtualizerHandle | null, rows: readonly Row[], saved: Place | null | undefined): boolean {
  const newLine = rows.findIndex((row) => row.kind === 'new');
  if (newLine >= 0) {
    list?.scrollToIndex(newLine, { align: 'start', offset: -72 });
    return true;
  }
  const index = saved ? rows.findIndex((row) => row.key === saved.key) : -1;
  if (!saved || index < 0) return false;
  list?.scrollToIndex(index, { align: 'start', offset: saved.offset });
  return true;
}

/** What was gone to may stand next to the end: then nothing moves, and there is nothing to jump to. */
function ifAtEndSoon(
  list: RefObject<VirtualizerHandle | null>,
  hasAfter: boolean,
  pin: (value: boolean) => void,
): void {
  requestAnimationFrame(() => {
    if (!hasAfter && gapOf(list.current) <= nearEnd) pin(true);
  });
}

/** Keyboard and screen reader go along; the row is drawn in the next frame. */
function focusSoon(row: Row | undefined): void {
  if (row?.kind !== 'message') return;
  const { clientId } = row.item.message;
  requestAnimationFrame(() => requestAnimationFrame(() => rowElement(clientId)?.focus({ preventScroll: true })));
}
