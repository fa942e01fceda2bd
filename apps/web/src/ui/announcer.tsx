import { create } from 'zustand';

interface Announcements {
  lines: { id: number; text: string }[];
  say: (text: string) => void;
}

const kept = 5;

const useAnnouncements = create<Announcements>()((set) => ({
  lines: [],
  say: (text) => set(({ lines }) => ({ lines: [...lines, { id: (lines.at(-1)?.id ?? 0) + 1, text }].slice(-kept) })),
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
