import { memo } from 'react';
import { splitLinks } from '../../lib/links';

/** Plain text with safe links; everything else is shown as it was typed. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  return (
    <p className="break-words whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
      {splitLinks(text).map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-accent-ink underline underline-offset-2"
          >
            {part.text}
          </a>
        ),
      )}
    </p>
  );
});
