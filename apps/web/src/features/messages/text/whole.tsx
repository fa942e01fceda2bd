import type { Message } from '@parley/contracts';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { MessageText } from './message-text';
import { isDense, piecesOf } from './pieces';

/**
 * All of a large text, in a box of its own so that nothing jumps. A megabyte of marks would hold up the page for seconds:
 * what has not come near the eyes stands there as it was typed, and costs no layout.
 */
export function Whole({ message, text }: { message: Message; text: string }) {
  const pieces = useMemo(() => piecesOf(text), [text]);
  return (
    <div
      role="region"
      aria-label="The whole text"
      // Scrolled by keyboard, too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="scroll-thin max-h-[60dvh] overflow-y-auto rounded-chip border border-edge bg-raise px-3 py-2"
    >
      {pieces.map((piece, index) => (
        <Piece key={index} message={message} text={piece} />
      ))}
    </div>
  );
}

function Piece({ message: { mentions, everyone }, text }: { message: Message; text: string }) {
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box) && !isDense(text);
  const part = useMemo(() => ({ text, mentions, everyone }), [text, mentions, everyone]);
  return (
    <div ref={box} className="[contain-intrinsic-block-size:auto_1200px] [content-visibility:auto]">
      {near ? (
        <MessageText message={part} />
      ) : (
        <p className="break-words whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
          {text}
        </p>
      )}
    </div>
  );
}

/** Once near the eyes it stays as it was drawn. */
function useNear(box: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (near || !element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { root: element.parentElement, rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, near]);
  return near;
}
