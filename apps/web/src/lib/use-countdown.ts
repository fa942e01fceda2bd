import { useCallback, useEffect, useState } from 'react';

/** Seconds until something is possible again; counts by the clock, so that a sleeping tab does not count on. */
export function useCountdown(seconds: number) {
  const [until, setUntil] = useState(() => Date.now() + seconds * 1000);
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  const running = left > 0;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  const restart = useCallback((next: number) => {
    setNow(Date.now());
    setUntil(Date.now() + next * 1000);
  }, []);
  return { left, restart };
}
