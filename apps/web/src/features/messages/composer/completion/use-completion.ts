import type { Conversation } from '@parley/contracts';
import { useId, useState, type KeyboardEvent } from 'react';
import type { Suggestion } from './suggestion';
import { complete, tokenAt, type Completed } from './token';
import { useSuggestions } from './use-suggestions';

interface CompletionInput {
  conversation: Conversation;
  text: string;
  caret: number;
  onComplete: (completed: Completed) => void;
}

/** A list above the field while a name or an emoji is being typed. The field keeps the focus. */
export function useCompletion({ conversation, text, caret, onComplete }: CompletionInput) {
  const listId = useId();
  const token = tokenAt(text, caret);
  const [closed, setClosed] = useState<number | null>(null);
  const [place, setPlace] = useState({ of: '', index: 0 });
  const live = token !== null && token.start !== closed ? token : null;
  const suggestions = useSuggestions(conversation, live);
  const typed = live ? `${live.start} ${live.query}` : '';
  const active = Math.min(place.of === typed ? place.index : 0, suggestions.length - 1);
  const open = live !== null && suggestions.length > 0;

  const pick = (suggestion: Suggestion | undefined) => {
    if (live && suggestion) onComplete(complete(text, live, suggestion.word));
  };
  const move = (by: number) => setPlace({ of: typed, index: (active + by + suggestions.length) % suggestions.length });
  /** True when the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!open || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    const act = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => pick(suggestions[active]),
      Tab: () => pick(suggestions[active]),
      Escape: () => setClosed(live.start),
    }[event.key];
    act?.();
    return act !== undefined;
  };
  return { open, listId, suggestions, active, pick, onKey };
}
