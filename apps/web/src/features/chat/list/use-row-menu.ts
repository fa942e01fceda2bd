import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type TouchEvent,
} from 'react';

export interface AskedMenu {
  conversationId: string;
  at: { x: number; y: number };
  byKeyboard: boolean;
}

const longPressMs = 500;
const slipPx = 10;

function rowOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-conversation]') : null;
}

function below(row: HTMLElement): AskedMenu['at'] {
  const { left, bottom } = row.getBoundingClientRect();
  return { x: left + 52, y: bottom - 8 };
}

/** One menu for the whole list, asked for by a right click, a long press, the menu key or Shift F10. */
export function useRowMenu() {
  const [asked, setAsked] = useState<AskedMenu | null>(null);
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  /** The finger that opened the menu is still down: when it lifts, that is no tap. */
  const held = useRef(false);

  const open = (row: HTMLElement | null, at?: AskedMenu['at']) => {
    const conversationId = row?.dataset['conversation'];
    if (row && conversationId) setAsked({ conversationId, at: at ?? below(row), byKeyboard: !at });
  };
  const letGo = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);

  const handlers = {
    onContextMenu: (event: MouseEvent) => {
      const row = rowOf(event.target);
      if (!row) return;
      event.preventDefault();
      open(row, { x: event.clientX, y: event.clientY });
    },
    onKeyDown: (event: KeyboardEvent) => {
      const isAsked = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      if (!isAsked) return;
      event.preventDefault();
      open(rowOf(event.target));
    },
    // Safari tells no long press by itself.
    onPointerDown: (event: PointerEvent) => {
      held.current = false;
      const row = rowOf(event.target);
      if (event.pointerType !== 'touch' || !row) return;
      const { clientX: x, clientY: y } = event;
      const timer = setTimeout(() => {
        held.current = true;
        open(row, { x, y });
      }, longPressMs);
      press.current = { timer, x, y };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const start = press.current;
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > slipPx) letGo();
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
    // Otherwise a click follows, which opens the row or takes the focus out of the menu, and the menu closes.
    onTouchEnd: (event: TouchEvent) => {
      if (held.current) event.preventDefault();
    },
  };
  return { asked, handlers, close: () => setAsked(null) };
}
