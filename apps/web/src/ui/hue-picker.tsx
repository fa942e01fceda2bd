import { useId, type CSSProperties } from 'react';
import { classes } from './classes';

const hues: readonly { hue: number; name: string }[] = [
  { hue: 20, name: 'Coral' },
  { hue: 55, name: 'Amber' },
  { hue: 95, name: 'Straw' },
  { hue: 140, name: 'Moss' },
  { hue: 200, name: 'Teal' },
  { hue: 240, name: 'Sky' },
  { hue: 280, name: 'Violet' },
  { hue: 320, name: 'Orchid' },
  { hue: 355, name: 'Rose' },
];

interface HuePickerProps {
  label: string;
  /** Null: none chosen, it is as the id has it. */
  value: number | null;
  onChange: (hue: number) => void;
}

/** The colour of a place's picture: radio buttons that look like what they choose. */
export function HuePicker({ label, value, onChange }: HuePickerProps) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-[13.5px] leading-5 font-medium">{label}</legend>
      <div className="grid max-w-[400px] grid-cols-9 gap-2">
        {hues.map((each) => (
          <label
            key={each.hue}
            title={each.name}
            style={{ '--hue': each.hue } as CSSProperties}
            className={classes(
              'person aspect-square w-full cursor-pointer place-items-center rounded-[9px] bg-person-back',
              'has-checked:outline-2 has-checked:outline-offset-2 has-checked:outline-accent has-focus-visible:ring-2 has-focus-visible:ring-ink',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={value === each.hue}
              onChange={() => onChange(each.hue)}
              className="sr-only"
            />
            <span className="sr-only">{each.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
