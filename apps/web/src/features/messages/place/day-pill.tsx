import { lazy, Suspense } from 'react';
import { dayLabel } from '../../../lib/time';
import { useToday } from '../../../lib/today';
import { pill, type DayProps } from './day-look';

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
