import { useEffect, useState } from 'react';

const typingPauseMs = 180;

/** What was typed, once the typing pauses: the server is not asked for every letter. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
