import { lazy, Suspense } from 'react';
import { dayLabel } from '../../../lib/time';
import { useToday } from '../../../lib/today';

export interface DayProps {
  date: Date;
  /** Null: nothing is unread. */
  onUnread: (() => void) | null;
  onStart: () => void;
  onDate: (date: Date) => Promise<void>;
}

export const pill =
  'flex items-center gap-1 rounded-full border border-line bg-raise px-3 py-0.5 text-[13px] leading-5 text-ink-2';

// The machinery of menus is a fifth of the page: fetched after the conversation is on screen.
const DayMenu = lazy(async () => ({ default: (await import('./day-menu')).DayMenu }));

/** The day that begins here. */
export function DayPill(props: DayProps) {
  const today = useToday();
  return (
    <div className="flex justify-center pt-5 pb-2">
      <Suspense fallback={<span className={pill}>{dayLabel(props.date, today)}</span>}>
        <DayMenu {...props} />
      </Suspense>
    </div>
  );
}
