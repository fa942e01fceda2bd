import type { KeyboardEvent } from 'react';
import { focusComposer } from '../../lib/composer-focus';

const scrollStep = 200;

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
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      event.preventDefault();
      move(currentTarget, row, key === 'ArrowUp' ? -1 : 1);
    } else if (key === 'Escape') {
      if (row && !isOnRow) row.focus();
      else focusComposer();
    } else if (key === 'Enter' && isOnRow) {
      event.preventDefault();
      openMenu(row);
    }
  };
}

/** As if the menu key had been pressed. */
function openMenu(row: HTMLElement): void {
  row.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'ContextMenu', bubbles: true }));
}
