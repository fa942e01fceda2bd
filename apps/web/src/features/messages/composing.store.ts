import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What the composer of a conversation is for: a new message, an answer, or a message of mine once more. */
export type Composing = 'write' | { readonly replyTo: string } | { readonly edit: string };

type Modes = Readonly<Record<string, Composing>>;

const isAnswer = (mode: Composing): boolean => mode !== 'write' && 'replyTo' in mode;

/** A draft survives a reload, and so does what it answers. */
const modes = create<Modes>()(
  persist((): Modes => ({}), {
    name: 'parley.composing',
    partialize: (all) => Object.fromEntries(Object.entries(all).filter(([, mode]) => isAnswer(mode))),
  }),
);

export function useComposing(conversationId: string): Composing {
  return modes((all) => all[conversationId] ?? 'write');
}

export function compose(conversationId: string, mode: Composing): void {
  modes.setState({ [conversationId]: mode });
}

/** After a sign-out the next person starts everywhere afresh. */
export function forgetComposing(): void {
  modes.setState({}, true);
}
