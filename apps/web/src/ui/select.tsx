import { ChevronDown } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { classes } from './classes';
import { control, Labelled } from './field';
import { Icon } from './icon';

interface SelectProps extends ComponentProps<'select'> {
  label: string;
  hint?: ReactNode;
}

/** The browser's own list: it knows keyboards, screen readers and small screens better than ours would. */
export function Select({ label, hint, className, children, ...rest }: SelectProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} note={hint} className={className}>
      <span className="relative flex flex-col">
        <select
          id={id}
          aria-describedby={hint ? `${id}-note` : undefined}
          {...rest}
          className={classes(control, 'h-[46px] w-full min-w-0 appearance-none border-edge pr-10')}
        >
          {children}
        </select>
        <Icon of={ChevronDown} size={17} className="pointer-events-none absolute top-[14.5px] right-3.5 text-ink-2" />
      </span>
    </Labelled>
  );
}
