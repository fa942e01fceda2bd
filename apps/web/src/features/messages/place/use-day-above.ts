import { useCallback, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { dayAbove, type Row } from '../rows';

/** As high as the pill that is laid over the list. */
const covered = 48;

/** The day that is being read, while the pill it began with is out of sight. */
export function useDayAbove(rows: readonly Row[]) {
  const [day, setDay] = useState<number | null>(null);
  const look = useCallback(
    (list: VirtualizerHandle) => {
      const { scrollOffset } = list;
      setDay(dayAbove(rows, list.findItemIndex(scrollOffset), list.findItemIndex(scrollOffset + covered)));
    },
    [rows],
  );
  return { day, look };
}
