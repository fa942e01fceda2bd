import { useId } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from './icon';

interface SegmentsProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon: LucideIcon }[];
  onChange: (value: T) => void;
}

/** One of two or three, all in sight. Radio buttons underneath: arrows walk, one stop for Tab. */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  const name = useId();
  return (
    <fieldset className="flex gap-1 rounded-control bg-hover p-1">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="touch flex h-9 min-w-0 grow cursor-pointer items-center justify-center gap-2 rounded-[9px] px-2 text-[14px] text-ink-2 has-checked:bg-raise has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          <Icon of={option.icon} size={17} className="shrink-0" />
          <span className="truncate">{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
