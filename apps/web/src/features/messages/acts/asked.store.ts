import type { TimelineItem } from '@parley/client';
import { create } from 'zustand';

/** What lies over the page about one message. */
export type Asked =
  | { what: 'menu' | 'sheet'; item: TimelineItem; at: { x: number; y: number }; byKeyboard: boolean }
  | { what: 'picker'; item: TimelineItem; from: HTMLElement }
  | { what: 'history' | 'read-by' | 'forward' | 'delete-for-all'; item: TimelineItem };

interface AskedState {
  /** The row under the pointer, and the one with the focus, by `clientId`: the later of them shows what can be done. */
  hovered: string | null;
  focused: string | null;
  later: 'hovered' | 'focused';
  asked: Asked | null;
}

const nothing: AskedState = { hovered: null, focused: null, later: 'hovered', asked: null };

/** One conversation is on screen at a time, so one of these is enough; rows hear of it without being drawn anew. */
export const useAsked = create<AskedState>()(() => nothing);

export function ask(asked: Asked | null): void {
  useAsked.setState({ asked });
}

export function forgetAsked(): void {
  useAsked.setState(nothing);
}

export function notice(how: 'hovered' | 'focused', clientId: string): void {
  const now = useAsked.getState();
  if (now[how] !== clientId || now.later !== how) useAsked.setState({ [how]: clientId, later: how });
}

export function unnotice(how: 'hovered' | 'focused', clientId: string): void {
  if (useAsked.getState()[how] === clientId) useAsked.setState({ [how]: null });
}

/** Whether the row shows its bar: while a menu of it is open, too. */
export function useIsActive(clientId: string): boolean {
  return useAsked((state) => {
    const { asked, later } = state;
    if (asked && asked.what !== 'sheet') return asked.item.message.clientId === clientId;
    return (state[later] ?? state.hovered ?? state.focused) === clientId;
  });
}
