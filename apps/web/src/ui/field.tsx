import { useId, type ComponentProps, type ReactNode } from 'react';
import { classes } from './classes';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Inside, at the end. */
  trailing?: ReactNode;
}

/** What everything one can type into or choose from looks like. */
export const control =
  'rounded-control border bg-raise px-3.5 text-ink outline-offset-1 placeholder:text-ink-3 focus:outline-2 focus:outline-accent max-pane:text-[16px]';

export function Field({ label, hint, error, trailing, className, ...rest }: FieldProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} note={error ?? hint} wrong={error !== undefined} className={className}>
      <span className="relative flex flex-col">
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={(error ?? hint) ? `${id}-note` : undefined}
          {...rest}
          className={classes(
            control,
            'h-[46px] w-full min-w-0',
            trailing ? 'pr-12' : null,
            error ? 'border-warn' : 'border-edge',
          )}
        />
        {trailing ? <span className="absolute inset-y-0 right-1.5 flex items-center">{trailing}</span> : null}
      </span>
    </Labelled>
  );
}

interface LabelledProps {
  id: string;
  label: string;
  note: ReactNode;
  wrong?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** A label above, a word of help or of what is wrong below. The control names both by `id`. */
export function Labelled({ id, label, note, wrong = false, className, children }: LabelledProps) {
  return (
    <div className={classes('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-[13.5px] leading-5 font-medium text-ink">
        {label}
      </label>
      {children}
      {note ? (
        <p id={`${id}-note`} className={classes('text-[13px] leading-[18px]', wrong ? 'text-warn-ink' : 'text-ink-3')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
