import type { Conversation } from '@parley/contracts';
import { firstName } from '../../../lib/kinds';
import { useMe, usePersonNames, useTyping } from '../../../lib/watch';
import { classes } from '../../../ui/classes';
import { typingWords } from './typing-words';

/** Keeps its height, so that nothing moves when somebody begins. Heard when the reader is done, seen at once. */
export function TypingLine({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const nameOf = usePersonNames(conversation, me);
  const who = useTyping(conversation.id);
  const parts = typingWords(who.map((id) => firstName(nameOf(id))));
  return (
    <p
      aria-live="polite"
      data-testid="typing"
      className="flex min-w-0 grow items-center gap-2 truncate text-[12.5px] leading-5 text-ink-2"
    >
      {parts.length > 0 ? <Dots /> : null}
      <span className="truncate">
        {parts.map(({ kind, text }, index) => (
          <span key={index} dir="auto" className={kind === 'name' ? 'font-medium text-ink' : undefined}>
            {text}
          </span>
        ))}
      </span>
    </p>
  );
}

const dots = ['[animation-delay:0ms]', '[animation-delay:200ms]', '[animation-delay:400ms]'];

function Dots() {
  return (
    <span aria-hidden className="flex shrink-0 gap-1">
      {dots.map((delay) => (
        <span key={delay} className={classes('breathe size-[5px] rounded-full bg-accent', delay)} />
      ))}
    </span>
  );
}
