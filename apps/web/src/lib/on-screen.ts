import { useEffect, useState, type RefObject } from 'react';

/** Whether an element can be seen: inside its scrolled list, and not in a pane that a phone hides. */
export function useOnScreen(ref: RefObject<Element | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting ?? false));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isSeen;
}
