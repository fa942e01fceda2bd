import { useEffect, useRef, type RefObject } from 'react';

/** Back from a conversation, the keyboard and the screen reader stand where they left: on its row. */
export function useRowFocus(openId: string | null, list: RefObject<HTMLElement | null>): void {
  const before = useRef(openId);
  useEffect(() => {
    const left = before.current;
    before.current = openId;
    if (openId !== null || left === null) return;
    // What had the focus went with the page. Whoever has it by now keeps it.
    if (document.activeElement !== document.body) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-conversation]') ?? [])];
    const row = rows.find(({ dataset }) => dataset['conversation'] === left) ?? rows[0];
    row?.focus();
  }, [openId, list]);
}
