import type { Timeline } from '@parley/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { wordsFor } from '../../../lib/error-words';
import { toast } from '../../../ui/toast';

/** Where the list should go next; null: nowhere, it stays. */
export type Goal = number | 'latest' | null;

const litMs = 2_500;

/** Going to places of a conversation: loaded if need be, brought into view, and lit for a moment. */
export function usePlace(timeline: Timeline) {
  const [goal, setGoal] = useState<Goal>(null);
  const [lit, setLit] = useState<number | null>(null);
  const turn = useRef(0);

  useEffect(() => {
    if (lit === null) return;
    const timer = setTimeout(() => setLit(null), litMs);
    return () => clearTimeout(timer);
  }, [lit]);

  const goTo = useCallback(
    async (seq: number) => {
      const mine = (turn.current += 1);
      // Known before the page comes: the list that is then drawn anew begins there.
      setGoal(seq);
      try {
        await timeline.goTo(seq);
      } catch (cause) {
        if (mine === turn.current) setGoal(null);
        throw cause;
      }
    },
    [timeline],
  );
  const show = useCallback((seq: number) => void goTo(seq).catch((cause: unknown) => toast(wordsFor(cause))), [goTo]);
  const goToDate = useCallback(
    async (date: Date) => {
      const seq = await timeline.locate({ date: date.toISOString() });
      if (seq !== null) await goTo(seq);
    },
    [timeline, goTo],
  );
  const goToLatest = useCallback(() => {
    turn.current += 1;
    setGoal('latest');
    timeline.goToLatest();
  }, [timeline]);
  const onReached = useCallback((seq: number | null) => {
    setGoal(null);
    setLit(seq);
  }, []);
  return { goal, lit, goTo, show, goToDate, goToLatest, onReached };
}
