import { create } from 'zustand';

interface Announcements {
  lines: { id: number; text: string }[];
  say: (text: string) => void;
}

const kept = 5;
/** Long enough to be taken up. What stays could be found on the page by who may not read it any more. */
const staysMs = 10_000;

let nth = 0;

const useAnnouncements = create<Announcements>()((set) => ({
  lines: [],
  say: (text) => {
    const line = { id: (nth += 1), text };
    set(({ lines }) => ({ lines: [...lines, line].slice(-kept) }));
    setTimeout(() => set(({ lines }) => ({ lines: lines.filter((other) => other !== line) })), staysMs);
  },
}));

/** Heard by screen readers when they are done speaking; never interrupts. */
export function announce(text: string): void {
  useAnnouncements.getState().say(text);
}

export function Announcer() {
  const lines = useAnnouncements((state) => state.lines);
  return (
    <div role="log" aria-live="polite" aria-relevant="additions" aria-label="Announcements" className="sr-only">
      {lines.map((line) => (
        <p key={line.id}>{line.text}</p>
      ))}
    </div>
  );
}
