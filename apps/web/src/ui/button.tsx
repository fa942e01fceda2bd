import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes';
import { Icon } from './icon';

const looks = {
  primary: 'bg-accent text-accent-on hover:bg-accent-ink disabled:opacity-60',
  plain: 'border border-edge bg-raise text-ink hover:bg-hover disabled:opacity-60',
  danger: 'bg-warn-ink text-warn-on hover:opacity-90 disabled:opacity-60',
  soft: 'bg-accent-soft text-accent-ink hover:opacity-85',
  careful: 'border border-edge bg-raise text-warn-ink hover:border-warn disabled:opacity-60',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks;
  /** Shown and announced while the action is under way; the label stays readable. */
  busy?: boolean;
  /** In a row of a list. */
  small?: boolean;
}

export function Button({
  look = 'plain',
  busy = false,
  small = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={classes(
        'touch inline-flex items-center justify-center gap-2 font-semibold transition-colors duration-(--quick)',
        small ? 'h-9 rounded-[10px] px-3 text-[14px]' : 'min-h-11 rounded-control px-4',
        looks[look],
        className,
      )}
    >
      {children}
    </button>
  );
}

/** Words that act, in the middle of others. */
export function TextButton({ className, ...rest }: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(
        'touch-around inline-block rounded-chip text-[14px] font-semibold text-accent-ink hover:underline disabled:text-ink-3 disabled:no-underline',
        className,
      )}
    />
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  icon: LucideIcon;
  label: string;
}

export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classes(
        'touch grid size-9 shrink-0 place-items-center rounded-[10px] text-ink-2 transition-colors duration-(--quick) hover:bg-hover hover:text-ink data-[state=open]:bg-hover',
        className,
      )}
    >
      <Icon of={icon} />
    </button>
  );
}
