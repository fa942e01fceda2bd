import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useComposerField } from '../../../lib/composer-focus';
import { hasFinePointer } from '../../../lib/pointer';

export interface Field {
  element: RefObject<HTMLTextAreaElement | null>;
  caret: number;
  /** To be told at each movement of the caret. */
  onCaret: () => void;
  /** Where the caret shall be once the text that goes with it is drawn. */
  place: (start: number, end?: number) => void;
}

/** The text area: as high as its text, and with the caret where it belongs after the text was changed by us. */
export function useField(text: string, purpose: string): Field {
  const element = useRef<HTMLTextAreaElement>(null);
  const due = useRef<[number, number] | null>(null);
  const [caret, setCaret] = useState(text.length);

  useComposerField(element);
  useLayoutEffect(() => {
    const area = element.current;
    if (!area) return;
    area.style.height = 'auto';
    if (text !== '') area.style.height = `${area.scrollHeight}px`;
    if (due.current) area.setSelectionRange(...due.current);
    due.current = null;
  }, [text]);
  useFocusFor(element, purpose);

  const onCaret = () => {
    const area = element.current;
    // With something selected nothing is being typed.
    if (area) setCaret(area.selectionStart === area.selectionEnd ? area.selectionEnd : 0);
  };
  const place = (start: number, end = start) => {
    due.current = [start, end];
    setCaret(end);
    element.current?.focus();
  };
  return { element, caret, onCaret, place };
}

/** At the opening only with a mouse: a keyboard on the screen would cover what one came to read. When asked for, always. */
function useFocusFor(element: RefObject<HTMLTextAreaElement | null>, purpose: string): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    const area = element.current;
    const opening = before.current === null;
    if (area && before.current !== purpose && (!opening || hasFinePointer())) {
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
    }
    before.current = purpose;
  }, [element, purpose]);
}
