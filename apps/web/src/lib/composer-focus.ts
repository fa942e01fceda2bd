import { useEffect, type RefObject } from 'react';

/** The composer on screen, for who sends the reader back to it without knowing it: the search box, for one. */
let field: RefObject<HTMLElement | null> | null = null;

export function focusComposer(): void {
  field?.current?.focus();
}

export function useComposerField(own: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    field = own;
    return () => {
      // The next composer may have come before this one went.
      if (field === own) field = null;
    };
  }, [own]);
}
