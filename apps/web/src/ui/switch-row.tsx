import { useId } from 'react';
import { classes } from './classes';

interface SwitchRowProps {
  label: string;
  note: string;
  on: boolean;
  busy?: boolean;
  onChange: (on: boolean) => void;
}

export function SwitchRow({ label, note, on, busy = false, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-4 px-4 py-3.5 pane:px-5">
      <div className="min-w-0 grow">
        <p id={id} className="text-[14.5px] leading-5 font-medium">
          {label}
        </p>
        <p id={`${id}-note`} className="mt-0.5 text-[13px] leading-[18px] text-ink-2">
          {note}
        </p>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        aria-describedby={`${id}-note`}
        aria-busy={busy || undefined}
        onClick={() => onChange(!on)}
        className={classes(
          'touch-around relative h-6.5 w-11 shrink-0 rounded-full border transition-colors duration-(--quick)',
          on ? 'border-accent bg-accent' : 'border-ink-3 bg-hover',
        )}
      >
        <span
          aria-hidden
          className={classes(
            'absolute top-1/2 left-0.5 size-5 -translate-y-1/2 rounded-full transition-transform duration-(--quick)',
            on ? 'translate-x-[18px] bg-accent-on' : 'bg-ink-3',
          )}
        />
      </button>
    </div>
  );
}
