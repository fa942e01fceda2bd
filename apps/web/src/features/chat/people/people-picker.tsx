import type { Person } from '@parley/client';
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { Avatar } from '../../../ui/avatar';
import { Icon } from '../../../ui/icon';
import { PeopleSearch } from './people-search';

interface PeoplePickerProps {
  label: string;
  chosen: readonly Person[];
  /** Those who cannot be chosen, and why. */
  taken?: ReadonlyMap<string, string>;
  max: number;
  first?: boolean;
  onChange: (chosen: readonly Person[]) => void;
}

/** Several people: each becomes a chip, and choosing them again takes them out. */
export function PeoplePicker({ label, chosen, taken, max, first, onChange }: PeoplePickerProps) {
  const marked = useMemo(
    () => new Map([...(taken ?? []), ...chosen.map(({ id }): [string, string] => [id, 'Chosen'])]),
    [taken, chosen],
  );
  const without = (person: Person) => chosen.filter(({ id }) => id !== person.id);
  const pick = (person: Person) => {
    if (taken?.has(person.id)) return;
    const rest = without(person);
    if (rest.length < chosen.length) onChange(rest);
    else if (chosen.length < max) onChange([...chosen, person]);
  };
  return (
    <div className="flex flex-col gap-2">
      {chosen.length > 0 ? (
        <ul aria-label="Chosen people" className="scroll-thin flex max-h-28 flex-wrap gap-1.5 overflow-y-auto">
          {chosen.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                aria-label={`Take out ${person.name}`}
                onClick={() => onChange(without(person))}
                className="touch-around flex h-8 max-w-52 items-center gap-1.5 rounded-full bg-accent-soft py-0.5 pr-2 pl-0.5 text-[13.5px] text-accent-ink hover:opacity-85"
              >
                <Avatar id={person.id} name={person.name} size="small" />
                <span className="truncate" dir="auto">
                  {person.name}
                </span>
                <Icon of={X} size={14} className="shrink-0" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {chosen.length >= max ? (
        <p role="status" className="text-[13px] text-warn-ink">
          At most {max} people at once. You can add more afterwards.
        </p>
      ) : null}
      <PeopleSearch
        label={label}
        marked={marked}
        first={first}
        onPick={pick}
        onBack={() => onChange(chosen.slice(0, -1))}
      />
    </div>
  );
}
