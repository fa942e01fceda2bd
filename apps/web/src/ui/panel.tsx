import { useId, type ReactNode } from 'react';
import { classes } from './classes';

interface PanelProps {
  title: string;
  lead?: ReactNode;
  /** Beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** One subject of a settings page: a title, a word about it, and a card. */
export function Panel({ title, lead, action, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col">
      <div className="flex min-h-9 items-center justify-between gap-4">
        <h2 id={id} className="text-[15px] leading-6 font-semibold tracking-[-0.01em]">
          {title}
        </h2>
        {action}
      </div>
      {lead ? <p className="mb-1 max-w-[560px] text-[14px] leading-5 text-ink-2">{lead}</p> : null}
      <div className="mt-2 divide-y divide-line rounded-[13px] border border-line bg-raise">{children}</div>
    </section>
  );
}

/** A card's part with room around it. */
export function PanelPart({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={classes('p-4 pane:px-5', className)}>{children}</div>;
}

interface PanelRowProps {
  icon?: ReactNode;
  title: ReactNode;
  note?: ReactNode;
  action?: ReactNode;
}

/** What it is, a line about it, and what can be done with it. */
export function PanelRow({ icon, title, note, action }: PanelRowProps) {
  return (
    <div className="flex min-h-15 flex-wrap items-center gap-x-3.5 gap-y-2 px-4 py-3 pane:px-5">
      {icon}
      <div className="min-w-40 grow basis-0">
        <p className="text-[14.5px] leading-5 font-medium wrap-anywhere" dir="auto">
          {title}
        </p>
        {note ? <p className="mt-0.5 text-[13px] leading-[18px] text-ink-2 wrap-anywhere">{note}</p> : null}
      </div>
      {action ? <div className="flex shrink-0 flex-wrap items-center gap-2">{action}</div> : null}
    </div>
  );
}

/** Rows that are still on their way, of the same shape. */
export function PanelSkeleton({ rows = 3 }: { rows?: number }) {
  return (
    <div role="status" className="breathe divide-y divide-line">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden className="flex h-16 items-center gap-3.5 px-4 pane:px-5">
          <span className="size-9 rounded-full bg-line" />
          <span className="flex grow flex-col gap-2">
            <span className="h-3.5 w-40 rounded-chip bg-line" />
            <span className="h-3 w-56 max-w-full rounded-chip bg-line" />
          </span>
        </div>
      ))}
    </div>
  );
}
