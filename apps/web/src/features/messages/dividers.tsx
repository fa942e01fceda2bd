import { dayLabel } from '../../lib/time';

export function DayPill({ date, today }: { date: Date; today: Date }) {
  return (
    <div className="flex justify-center pt-5 pb-2">
      <span className="rounded-full border border-line bg-raise px-3 py-0.5 text-[13px] leading-5 text-ink-2">
        {dayLabel(date, today)}
      </span>
    </div>
  );
}

export function NewLine({ count }: { count: number | null }) {
  return (
    <div className="flex items-center gap-3 px-4 pt-3 pb-1 pane:px-5" data-testid="new-line">
      <span aria-hidden className="h-px grow bg-accent" />
      <span className="tabular text-[12.5px] leading-4 font-bold text-accent-ink">
        {count === null ? 'New' : `${new Intl.NumberFormat().format(count)} new`}
      </span>
    </div>
  );
}
