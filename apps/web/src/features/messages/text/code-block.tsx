import { Check, Copy } from 'lucide-react';
import { memo } from 'react';
import { useCopied } from '../../../ui/copy-button';
import { Icon } from '../../../ui/icon';
import type { Shade } from './shades';
import { useHighlighted } from './use-highlighted';

const shades: Record<Shade, string> = {
  word: 'text-code-word',
  name: 'text-accent-ink',
  value: 'text-warn-ink',
  string: 'text-code-string',
  note: 'text-ink-3',
};

/** Drawn at once in one colour; the others come when the highlighter is there, and move nothing. */
export const CodeBlock = memo(function CodeBlock({ text, language }: { text: string; language: string }) {
  const pieces = useHighlighted(text, language);
  return (
    <div className="group/code my-1.5 flex items-start overflow-hidden rounded-control border border-line bg-code">
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling area must be reachable by keyboard
        tabIndex={0}
        role="group"
        aria-label={`Code ${language}`.trim()}
        className="scroll-thin min-w-0 grow overflow-x-auto py-2.5 pl-3 -outline-offset-2"
      >
        <code className="code" dir="ltr">
          {pieces.map(({ words, shade }, index) =>
            shade === null ? (
              words
            ) : (
              <span key={index} className={shades[shade]}>
                {words}
              </span>
            ),
          )}
        </code>
      </pre>
      <span className="flex shrink-0 items-center gap-1 py-1.5 pr-3 pl-1">
        <CopyCode text={text} />
        {language === '' ? null : <span className="code text-ink-3">{language}</span>}
      </span>
    </div>
  );
});

function CopyCode({ text }: { text: string }) {
  const { state, copy } = useCopied(text);
  const label = { idle: 'Copy code', copied: 'Copied', refused: 'Select it instead' }[state];
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={copy}
      className="touch-around grid size-7 place-items-center rounded-chip text-ink-3 opacity-0 transition-opacity duration-(--quick) group-hover/code:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-100"
    >
      <Icon of={state === 'copied' ? Check : Copy} size={16} />
    </button>
  );
}
