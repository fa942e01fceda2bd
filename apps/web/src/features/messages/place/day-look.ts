export interface DayProps {
  date: Date;
  /** Null: nothing is unread. */
  onUnread: (() => void) | null;
  onStart: () => void;
  onDate: (date: Date) => Promise<void>;
}

export const pill =
  'flex items-center gap-1 rounded-full border border-line bg-raise px-3 py-0.5 text-[13px] leading-5 text-ink-2';
