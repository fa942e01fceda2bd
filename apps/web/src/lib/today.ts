import { useEffect, useState } from 'react';

function untilMidnight(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime();
}

/** The current day; changes at the reader's midnight, so a page left open does not keep calling yesterday "today". */
export function useToday(): Date {
  const [today, setToday] = useState(() => new Date());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const arm = () => {
      timer = setTimeout(turn, untilMidnight(new Date()) + 500);
    };
    const turn = () => {
      setToday(new Date());
      arm();
    };
    arm();
    return () => clearTimeout(timer);
  }, []);
  return today;
}
