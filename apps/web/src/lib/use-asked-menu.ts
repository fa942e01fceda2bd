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
  id: string;
  at: { x: number; y: number };
  by: 'mouse' | 'touch' | 'keyboard';
}

const longPressMs = 500;
const slipPx = 10;

/** Under what stands at the row's start, not over it. */
function below(row: HTMLElement): AskedMenu['at'] {
  const { left, bottom } = row.getBoundingClientRect();
  return { x: left + 52, y: bottom - 8 };
}

interface AskedMenuInput {
  /** Rows bear `data-NAME`, which holds their id. */
  name: string;
  /** Off where a right click has to offer what the browser does with words and links. */
  onRightClick?: boolean;
  onAsk?: (asked: AskedMenu) => void;
}

/** One menu for a whole list, asked for by a long press, the menu key, Shift F10, or a right click. */
export function useAskedMenu({ name, onRightClick = true, onAsk }: AskedMenuInput) {
  const [asked, setAsked] = useState<AskedMenu | null>(null);
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  /** The finger that opened the menu is still down: when it lifts, that is no tap. */
  const held = useRef(false);

  const rowOf = (target: EventTarget): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>(`[data-${name}]`) : null;
  const open = (row: HTMLElement | null, by: AskedMenu['by'], at?: AskedMenu['at']) => {
    const id = row?.dataset[name];
    if (row && id) (onAsk ?? setAsked)({ id, at: at ?? below(row), by });
  };
  const letGo = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);

  const handlers = {
    onContextMenu: (event: MouseEvent) => {
      const row = rowOf(event.target);
      // The long press of a finger comes as one, too.
      const byTouch = event.nativeEvent instanceof window.PointerEvent && event.nativeEvent.pointerType === 'touch';
      if (!row || (!byTouch && !onRightClick)) return;
      event.preventDefault();
      open(row, byTouch ? 'touch' : 'mouse', { x: event.clientX, y: event.clientY });
    },
    onKeyDown: (event: KeyboardEvent) => {
      const isAsked = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      if (!isAsked) return;
      event.preventDefault();
      open(rowOf(event.target), 'keyboard');
    },
    // Safari tells no long press by itself.
    onPointerDown: (event: PointerEvent) => {
      held.current = false;
      const row = rowOf(event.target);
      if (event.pointerType !== 'touch' || !row) return;
      const { clientX: x, clientY: y } = event;
      const timer = setTimeout(() => {
        held.current = true;
        open(row, 'touch', { x, y });
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
