import type { TimelineItem } from '@parley/client';
import { create } from 'zustand';

/** What lies over the page about one message. */
export type Asked =
  | { what: 'menu' | 'sheet'; item: TimelineItem; at: { x: number; y: number }; byKeyboard: boolean }
  | { what: 'picker'; item: TimelineItem; from: HTMLElement }
  | { what: 'history' | 'read-by' | 'delete-for-all'; item: TimelineItem };

interface AskedState {
  /** The row under the pointer, and the one with the focus, by `clientId`: they show what can be done. */
  hovered: string | null;
  focused: string | null;
  asked: Asked | null;
}

const nothing: AskedState = { hovered: null, focused: null, asked: null };

/** One conversation is on screen at a time, so one of these is enough; rows hear of it without being drawn anew. */
export const useAsked = create<AskedState>()(() => nothing);

export function ask(asked: Asked | null): void {
  useAsked.setState({ asked });
}

export function forgetAsked(): void {
  useAsked.setState(nothing);
}

/** Whether the row shows its bar: while a menu of it is open, too. */
export function useIsActive(clientId: string): boolean {
  return useAsked(({ hovered, focused, asked }) => {
    if (asked && asked.what !== 'sheet') return asked.item.message.clientId === clientId;
    return hovered === clientId || focused === clientId;
  });
}
