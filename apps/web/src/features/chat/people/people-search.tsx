import type { Person } from '@parley/client';
import { Check, Search } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { wordsFor } from '../../../lib/error-words';
import { firstFocus } from '../../../lib/first-focus';
import { Avatar } from '../../../ui/avatar';
import { classes } from '../../../ui/classes';
import { Icon } from '../../../ui/icon';
import { usePeople } from './use-people';

interface PeopleSearchProps {
  label: string;
  /** Who is chosen, or there already, and what to say of them. */
  marked?: ReadonlyMap<string, string>;
  /** Has the focus when its dialog opens. */
  first?: boolean;
  onPick: (person: Person) => void;
  /** Backspace in an empty field. */
  onBack?: () => void;
}

const nobody: ReadonlyMap<string, string> = new Map();

/** A field and the people it finds. The field keeps the focus: typing, arrows and Enter do everything. */
export function PeopleSearch({ label, marked = nobody, first = false, onPick, onBack }: PeopleSearchProps) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { people, waiting, error, retry } = usePeople(query);
  const at = Math.min(active, people.length - 1);

  const pick = (person: Person | undefined) => {
    if (!person) return;
    onPick(person);
    setQuery('');
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Backspace' && query === '') onBack?.();
    const act = {
      ArrowDown: () => setActive(Math.min(at + 1, people.length - 1)),
      ArrowUp: () => setActive(Math.max(at - 1, 0)),
      Enter: () => pick(people[at]),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div className="flex flex-col gap-2">
      <div className="flex h-11 items-center gap-2.5 rounded-control border border-edge bg-raise px-3 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <Icon of={Search} size={17} className="shrink-0 text-ink-3" />
        <input
          ref={first ? firstFocus : undefined}
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={people.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={people.length > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={label}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="min-w-0 grow bg-transparent text-[15px] outline-none placeholder:text-ink-3 max-pane:text-[16px]"
        />
      </div>
      <div className="scroll-thin h-[min(272px,38dvh)] overflow-y-auto">
        <div role="listbox" id={`${id}-list`} aria-label="People found">
          {people.map((person, index) => (
            <PersonOption
              key={person.id}
              id={`${id}-${index}`}
              person={person}
              active={index === at}
              mark={marked.get(person.id) ?? null}
              onPick={() => pick(person)}
            />
          ))}
        </div>
        <SearchState query={query.trim()} waiting={waiting} error={error} found={people.length} onRetry={retry} />
      </div>
    </div>
  );
}

interface PersonOptionProps {
  id: string;
  person: Person;
  active: boolean;
  mark: string | null;
  onPick: () => void;
}

function PersonOption({ id, person, active, mark, onPick }: PersonOptionProps) {
  const note = mark ?? (person.username ? `@${person.username}` : null);
  return (
    <button
      type="button"
      role="option"
      tabIndex={-1}
      id={id}
      aria-selected={active}
      // The field keeps the focus, so that typing goes on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={classes(
        'flex h-[52px] w-full items-center gap-3 rounded-[12px] px-2.5 text-left',
        active ? 'bg-hover' : 'hover:bg-hover',
      )}
    >
      <Avatar id={person.id} name={person.name} />
      <span className="flex min-w-0 grow flex-col">
        <span className="truncate leading-5 font-medium" dir="auto">
          {person.name}
        </span>
        {note ? <span className="truncate text-[13px] leading-[18px] text-ink-2">{note}</span> : null}
      </span>
      {mark ? <Icon of={Check} size={18} className="shrink-0 text-accent-ink" /> : null}
    </button>
  );
}

interface SearchStateProps {
  query: string;
  waiting: boolean;
  error: unknown;
  found: number;
  onRetry: () => void;
}

function SearchState({ query, waiting, error, found, onRetry }: SearchStateProps) {
  const line = 'px-2.5 py-3 text-[14px] leading-5 text-ink-2';
  if (waiting) {
    return (
      <p role="status" className={classes(line, 'breathe')}>
        Searching…
      </p>
    );
  }
  if (error) {
    return (
      <p role="alert" className={line}>
        {wordsFor(error)}{' '}
        <button type="button" className="touch-around font-semibold text-accent-ink hover:underline" onClick={onRetry}>
          Try again
        </button>
      </p>
    );
  }
  if (found > 0) return null;
  return (
    <p role="status" className={line}>
      {query === ''
        ? 'Type a name or username.'
        : `Nobody matches “${query}”. Try another spelling, or their username.`}
    </p>
  );
}
