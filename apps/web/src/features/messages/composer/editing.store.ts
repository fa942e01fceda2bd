import { create } from 'zustand';

/** A message of mine as it is being rewritten. */
export interface Edit {
  messageId: string;
  text: string;
  /** Sent, and not answered yet. */
  saving: boolean;
  /** Why it was not saved. */
  failure: string | null;
}

/** Per conversation, so that one may look elsewhere in the middle of it. */
const edits = create<Readonly<Record<string, Edit>>>()(() => ({}));

export function useEdit(conversationId: string): Edit | null {
  return edits((all) => all[conversationId] ?? null);
}

export function setEdit(conversationId: string, edit: Edit | null): void {
  const { [conversationId]: _gone, ...others } = edits.getState();
  edits.setState(edit ? { ...others, [conversationId]: edit } : others, true);
}

/** The next person at this device must not read it. */
export function forgetEdits(): void {
  edits.setState({}, true);
}
