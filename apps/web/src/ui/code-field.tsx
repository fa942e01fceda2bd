import { useEffect, useId, useRef, type ReactNode } from 'react';
import { hasFinePointer } from '../lib/pointer';
import { classes } from './classes';

interface CodeFieldProps {
  label: string;
  value: string;
  onChange: (code: string) => void;
  /** All six digits are there: nobody should have to look for a button. */
  onComplete?: (code: string) => void;
  hint?: ReactNode;
  error?: string | undefined;
}

const length = 6;

/** Six places over one real field: pasting, filling in by the phone and screen readers work as everywhere. */
export function CodeField({ label, value, onChange, onComplete, hint, error }: CodeFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const note = error ?? hint;
  useEffect(() => {
    if (hasFinePointer()) field.current?.focus();
  }, []);
  const type = (text: string) => {
    const code = text.replaceAll(/\D/g, '').slice(0, length);
    onChange(code);
    if (code.length === length && code !== value) onComplete?.(code);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-[13.5px] leading-5 font-medium text-ink">
        {label}
      </label>
      <div className="group relative">
        <input
          ref={field}
          id={id}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          value={value}
          onChange={(event) => type(event.target.value)}
          className="absolute inset-0 size-full cursor-text rounded-control bg-transparent text-[16px] text-transparent caret-transparent outline-none selection:bg-transparent"
        />
        <div aria-hidden className="pointer-events-none grid grid-cols-6 gap-2">
          {Array.from({ length }, (_, at) => (
            <span
              key={at}
              className={classes(
                'tabular grid h-13 place-items-center rounded-control border bg-raise text-[22px] font-semibold',
                error ? 'border-warn' : 'border-edge',
                at === Math.min(value.length, length - 1) &&
                  'outline-offset-1 outline-accent group-focus-within:outline-2',
              )}
            >
              {value[at] ?? ''}
            </span>
          ))}
        </div>
      </div>
      {note ? (
        <p id={`${id}-note`} className={classes('text-[13px] leading-[18px]', error ? 'text-warn-ink' : 'text-ink-3')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
