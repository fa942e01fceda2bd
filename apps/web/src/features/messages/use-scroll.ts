import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { seqAt, type Row } from './rows';

/** Closer to the end than this counts as "at the end". */
const nearEnd = 40;
/** Older history is asked for before its edge comes into view. */
const nearStart = 900;

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
  /** Called with the last `seq` on screen. */
  onSeen: (seq: number) => void;
  onNearStart: () => void;
}

/** Keeps the end in view for who is there, and everybody else exactly where they are. */
export function useScroll({ conversationId, rows, onSeen, onNearStart }: ScrollInput) {
  const list = useRef<VirtualizerHandle>(null);
  const pinned = useRef(true);
  const lastOffset = useRef(0);
  const place = useRef<Place | null>(null);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    pinned.current = true;
    list.current?.scrollToIndex(rows.length - 1, { align: 'end' });
    setAtEnd(true);
  }, [rows.length]);

  const look = useCallback(() => {
    const handle = list.current;
    if (!handle) return;
    const bottom = handle.scrollOffset + handle.viewportSize;
    onSeen(seqAt(rows, pinned.current ? rows.length - 1 : handle.findItemIndex(bottom - 8)));
    if (handle.scrollOffset < nearStart && rows[0]?.kind === 'older') onNearStart();
  }, [rows, onSeen, onNearStart]);

  const onScroll = (offset: number) => {
    const handle = list.current;
    if (!handle) return;
    const gap = handle.scrollSize - offset - handle.viewportSize;
    // Only an upward movement lets go: while rows are being measured the end moves down by itself.
    if (gap <= nearEnd) pinned.current = true;
    else if (offset < lastOffset.current - 1) pinned.current = false;
    lastOffset.current = offset;
    setAtEnd(pinned.current);
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
  const [start] = useState({ conversationId, rows });
  useLayoutEffect(() => {
    pinned.current = startAt(list.current, start.rows, places.get(start.conversationId));
    setAtEnd(pinned.current);
    return () => {
      places.set(start.conversationId, place.current);
    };
  }, [start]);

  useLayoutEffect(() => {
    if (pinned.current) toEnd();
  }, [toEnd]);

  useEffect(() => {
    const frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [look]);

  return { list, atEnd, toEnd, onScroll, onResize };
}

/** True when it begins at the end. What is new comes first, then the place of the last visit. */
function startAt(list: VirtualizerHandle | null, rows: readonly Row[], saved: Place | null | undefined): boolean {
  const newLine = rows.findIndex((row) => row.kind === 'new');
  if (newLine >= 0) {
    list?.scrollToIndex(newLine, { align: 'start', offset: -72 });
    return false;
  }
  const index = saved ? rows.findIndex((row) => row.key === saved.key) : -1;
  if (!saved || index < 0) return true;
  list?.scrollToIndex(index, { align: 'start', offset: saved.offset });
  return false;
}
