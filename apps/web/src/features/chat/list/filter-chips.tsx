import { limits } from '@parley/contracts';
import { classes } from '../../../ui/classes';
import { filterChoices, type Filter } from './filters';

interface FilterChipsProps {
  value: Filter;
  unread: number;
  onChange: (filter: Filter) => void;
}

export function FilterChips({ value, unread, onChange }: FilterChipsProps) {
  return (
    <div role="group" aria-label="Filter conversations" className="flex shrink-0 gap-1 px-3 pt-2.5 pb-2">
      {filterChoices.map((filter) => (
        <button
          key={filter.value}
          type="button"
          aria-pressed={value === filter.value}
          onClick={() => onChange(filter.value)}
          className={classes(
            'touch-around flex h-7 items-center pointer-coarse:h-8 gap-1.5 rounded-full px-3 text-[13.5px] transition-colors duration-(--quick)',
            value === filter.value
              ? 'bg-accent-soft font-semibold text-accent-ink'
              : 'font-normal text-ink-2 hover:bg-hover hover:text-ink',
          )}
        >
          {filter.label}
          {filter.value === 'unread' && unread > 0 ? (
            <span className="tabular font-semibold text-accent-ink">
              {unread >= limits.unreadMax ? '999+' : unread}
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
