import { Megaphone } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Avatar } from '../../../../ui/avatar';
import { classes } from '../../../../ui/classes';
import { Icon } from '../../../../ui/icon';
import type { Suggestion } from './suggestion';

interface SuggestionsProps {
  listId: string;
  suggestions: readonly Suggestion[];
  active: number;
  onPick: (suggestion: Suggestion) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

export function Suggestions({ listId, suggestions, active, onPick }: SuggestionsProps) {
  return (
    <div
      role="listbox"
      id={listId}
      aria-label="Suggestions"
      className="rise scroll-thin absolute inset-x-0 bottom-full z-20 mb-1 max-h-[min(340px,40dvh)] max-w-[420px] overflow-y-auto rounded-[14px] border border-line bg-raise p-1.5 shadow-float"
    >
      {suggestions.map((suggestion, index) => (
        <Option
          key={suggestion.key}
          id={optionId(listId, index)}
          suggestion={suggestion}
          active={index === active}
          onPick={() => onPick(suggestion)}
        />
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  suggestion: Suggestion;
  active: boolean;
  onPick: () => void;
}

function Option({ id, suggestion, active, onPick }: OptionProps) {
  const { label, note } = suggestion;
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <button
      ref={element}
      type="button"
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={active}
      // The field keeps the focus, so that typing goes on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={classes(
        'touch flex h-10 w-full items-center gap-2.5 rounded-[9px] px-2 text-left text-[14px]',
        active ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <Sign of={suggestion} />
      <span className="truncate font-medium" dir="auto">
        {label}
      </span>
      <span className="truncate text-[13px] text-ink-2">{note}</span>
    </button>
  );
}

function Sign({ of: { personId, emoji, label } }: { of: Suggestion }) {
  if (personId !== null) return <Avatar id={personId} name={label} size="small" />;
  return (
    <span aria-hidden className="grid size-7 shrink-0 place-items-center text-[20px] text-ink-2">
      {emoji ?? <Icon of={Megaphone} size={18} />}
    </span>
  );
}
