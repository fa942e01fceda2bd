import { create } from 'zustand';

/** What the composer of a conversation is for: a new message, an answer, or a message of mine once more. */
export type Composing = 'write' | { readonly replyTo: string } | { readonly edit: string };

const modes = create<Readonly<Record<string, Composing>>>()(() => ({}));

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
