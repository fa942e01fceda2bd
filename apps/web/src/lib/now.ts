import { useEffect, useState } from 'react';

const stepMs = 30_000;

/** The time, exact enough for "5 minutes ago" on a page that stays open. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), stepMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
