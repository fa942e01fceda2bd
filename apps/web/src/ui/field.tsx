import { useId, type ComponentProps, type ReactNode } from 'react';
import { classes } from './classes';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: ReactNode;
  error?: string;
}

export function Field({ label, hint, error, className, ...rest }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={classes('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-[13.5px] leading-5 font-medium text-ink">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? noteId : undefined}
        {...rest}
        className={classes(
          'h-[46px] rounded-control border bg-raise px-3.5 text-ink outline-offset-1 placeholder:text-ink-3 focus:outline-2 focus:outline-accent max-pane:text-[16px]',
          error ? 'border-warn' : 'border-edge',
        )}
      />
      {note ? (
        <p id={noteId} className={classes('text-[13px] leading-[18px]', error ? 'text-warn-ink' : 'text-ink-3')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
