import { CalendarDays, ChevronDown, ChevronsUp, CornerLeftUp } from 'lucide-react';
import { useState } from 'react';
import { useToday } from '../../../lib/today';
import { dayLabel } from '../../../lib/time';
import { classes } from '../../../ui/classes';
import { Icon } from '../../../ui/icon';
import { Menu, MenuItem } from '../../../ui/menu';
import { DateDialog } from './date-dialog';
import { pill, type DayProps } from './day-look';

/** The day that begins here; pressed, it leads to other days. */
export function DayMenu({ date, onUnread, onStart, onDate }: DayProps) {
  const today = useToday();
  const [asking, setAsking] = useState(false);
  const label = dayLabel(date, today);
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            aria-label={`${label}. Go to another day`}
            className={classes(
              pill,
              'touch-around group/day hover:border-edge hover:text-ink data-[state=open]:text-ink',
            )}
          >
            {label}
            <Icon
              of={ChevronDown}
              size={14}
              className="-mr-1 hidden text-ink-3 group-hover/day:block group-focus-visible/day:block group-data-[state=open]/day:block"
            />
          </button>
        }
      >
        {onUnread ? (
          <MenuItem icon={CornerLeftUp} onSelect={onUnread}>
            First unread message
          </MenuItem>
        ) : null}
        <MenuItem icon={CalendarDays} onSelect={() => setAsking(true)}>
          Another day…
        </MenuItem>
        <MenuItem icon={ChevronsUp} onSelect={onStart}>
          The very beginning
        </MenuItem>
      </Menu>
      {asking ? <DateDialog from={date} onDate={onDate} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
