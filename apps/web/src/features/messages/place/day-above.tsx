import type { ReactNode } from 'react';

/** Over the head of the list, so that other days are never far. */
export function DayAbove({ children }: { children: ReactNode }) {
  return (
    <div
      className="pointer-events-none absolute inset-x-0 -top-3 z-10 [&_button]:pointer-events-auto"
      data-testid="day-above"
    >
      {children}
    </div>
  );
}
