import { create } from 'zustand';

/** The large texts that stand open, by message. Not in the row: a list that draws what is in view takes rows away and back. */
const opened = create<ReadonlySet<string>>()(() => new Set());

export function useIsOpened(messageId: string): boolean {
  return opened((all) => all.has(messageId));
}

export function setOpened(messageId: string, open: boolean): void {
  opened.setState((all) => {
    const others = [...all].filter((id) => id !== messageId);
    return new Set(open ? [...others, messageId] : others);
  }, true);
}
