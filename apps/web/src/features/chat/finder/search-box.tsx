import { Search, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { Icon } from '../../../ui/icon';

interface SearchBoxProps {
  field: RefObject<HTMLInputElement | null>;
  query: string;
  open: boolean;
  listId: string;
  active: number;
  count: number;
  onQuery: (query: string) => void;
  onFocus: () => void;
  onMove: (index: number) => void;
  onPick: () => void;
  onClose: () => void;
}

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function SearchBox(props: SearchBoxProps) {
  const { field, query, open, listId, active, count, onQuery, onFocus, onMove, onPick, onClose } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const act = {
      ArrowDown: () => onMove(Math.min(active + 1, count - 1)),
      ArrowUp: () => onMove(Math.max(active - 1, 0)),
      Enter: onPick,
      Escape: onClose,
    }[event.key];
    if (!act || (!open && event.key !== 'Escape')) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="mx-3 flex h-[38px] shrink-0 items-center gap-2.5 rounded-control border border-edge bg-raise pr-1.5 pl-3 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent max-pane:h-11">
      <Icon of={Search} size={17} className="shrink-0 text-ink-3" />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Search people and conversations"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && count > 0 ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        aria-keyshortcuts={mac ? 'Meta+K' : 'Control+K'}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="go"
        placeholder="Search or jump to…"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        className="min-w-0 grow bg-transparent text-[15px] text-ink outline-none placeholder:text-ink-3 max-pane:text-[16px]"
      />
      {open ? (
        <button
          type="button"
          aria-label="Close search"
          onClick={onClose}
          className="touch grid size-7 place-items-center rounded-[8px] text-ink-2 hover:bg-hover"
        >
          <Icon of={X} size={16} />
        </button>
      ) : (
        <kbd
          aria-hidden
          className="shrink-0 rounded-chip border border-line bg-bg px-1.5 whitespace-nowrap pointer-coarse:hidden font-sans text-[11.5px] leading-5 text-ink-2"
        >
          {mac ? '⌘K' : 'Ctrl K'}
        </kbd>
      )}
    </div>
  );
}
