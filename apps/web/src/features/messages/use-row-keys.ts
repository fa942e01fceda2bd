import type { KeyboardEvent } from 'react';
import { focusComposer } from '../../lib/composer-focus';

const scrollStep = 200;
const modifiers = ['altKey', 'ctrlKey', 'metaKey', 'shiftKey'] as const;

function rowOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-message]') : null;
}

/** Arrow keys from message to message; the list keeps those next to the one with the focus drawn. */
function move(list: HTMLElement, from: HTMLElement | null, step: -1 | 1): void {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-message]')];
  const next = from ? rows[rows.indexOf(from) + step] : lastInView(list, rows);
  if (next) next.focus();
  else list.scrollBy(0, step * scrollStep);
}

function lastInView(list: HTMLElement, rows: readonly HTMLElement[]): HTMLElement | undefined {
  const { bottom } = list.getBoundingClientRect();
  return rows.findLast((row) => row.getBoundingClientRect().top < bottom - 8);
}

/** Keys in the list; those of fields and menus within it are theirs. */
export function useRowKeys() {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const { key, target, currentTarget } = event;
    const row = rowOf(target);
    const isOnRow = row !== null && target === row;
    if (event.defaultPrevented || modifiers.some((name) => event[name])) return;
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      event.preventDefault();
      move(currentTarget, row, key === 'ArrowUp' ? -1 : 1);
    } else if (key === 'Escape') {
      leave(isOnRow ? null : row);
    } else if (key === 'Enter' && isOnRow) {
      event.preventDefault();
      openMenu(row);
    }
  };
}

/** Out of what is in a row to the row, and from there to the composer. */
function leave(row: HTMLElement | null): void {
  if (row) row.focus();
  else focusComposer();
}

/** As if the menu key had been pressed. */
function openMenu(row: HTMLElement): void {
  row.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'ContextMenu', bubbles: true }));
}
