import { classes } from './classes';

interface RadioRowsProps<T extends string> {
  legend: string;
  name: string;
  value: T;
  options: { value: T; label: string; note: string }[];
  busy?: boolean;
  onChange: (value: T) => void;
}

/** One of a few, each with a line that says what it means. */
export function RadioRows<T extends string>({ legend, name, value, options, busy, onChange }: RadioRowsProps<T>) {
  return (
    <fieldset aria-busy={busy || undefined} className="divide-y divide-line">
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex cursor-pointer items-center gap-3.5 px-4 py-3 pane:px-5">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="peer sr-only"
          />
          <span
            aria-hidden
            className={classes(
              'grid size-5 shrink-0 place-items-center rounded-full border outline-offset-2 peer-focus-visible:outline-2 peer-focus-visible:outline-accent',
              option.value === value ? 'border-accent bg-accent' : 'border-ink-3',
            )}
          >
            {option.value === value ? <span className="size-2 rounded-full bg-accent-on" /> : null}
          </span>
          <span className="min-w-0">
            <span className="block text-[14.5px] leading-5 font-medium">{option.label}</span>
            <span className="block text-[13px] leading-[18px] text-ink-2">{option.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
