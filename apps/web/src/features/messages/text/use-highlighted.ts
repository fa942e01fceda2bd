import { useEffect, useMemo, useState } from 'react';
import type { Piece } from './shades';

/** Grammars look back and forth: what a stranger may paste must not hold the page. */
const mostShaded = 8_000;

/** Code in pieces of one colour each. Without a known language, or until the highlighter has come, it is one piece. */
export function useHighlighted(text: string, language: string): readonly Piece[] {
  const plain = useMemo((): Piece[] => [{ words: text, shade: null }], [text]);
  const [shaded, setShaded] = useState<{ text: string; pieces: Piece[] } | null>(null);
  useEffect(() => {
    if (language === '' || text.length > mostShaded) return;
    let left = false;
    import('./highlight').then(
      ({ highlight }) => {
        const pieces = left ? null : highlight(text, language);
        if (pieces) setShaded({ text, pieces });
      },
      // Without colours it can be read as well.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [text, language]);
  return shaded?.text === text ? shaded.pieces : plain;
}
