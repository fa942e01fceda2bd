import { useId, type ComponentProps } from 'react';
import { classes } from './classes';
import { control, Labelled } from './field';

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'value'> {
  label: string;
  value: string;
  max: number;
  hint?: string;
}

/** Says how much room is left before it is used up. */
export function TextArea({ label, value, max, hint, className, ...rest }: TextAreaProps) {
  const id = useId();
  const left = max - value.length;
  const note = left < max / 4 ? `${left} characters left.` : hint;
  return (
    <Labelled id={id} label={label} note={note} wrong={left < 0} className={className}>
      <textarea
        id={id}
        dir="auto"
        aria-invalid={left < 0 || undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        value={value}
        {...rest}
        className={classes(control, 'min-h-24 resize-y py-2.5', left < 0 ? 'border-warn' : 'border-edge')}
      />
    </Labelled>
  );
}
