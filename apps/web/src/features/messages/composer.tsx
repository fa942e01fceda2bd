import { limits, type Conversation } from '@parley/contracts';
import { Send } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { useClient } from '../../lib/client-context';
import { useComposerField } from '../../lib/composer-focus';
import { useDraft } from '../../lib/drafts';
import { hasFinePointer } from '../../lib/pointer';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { roomLeft } from './text-length';

interface ComposerProps {
  conversation: Conversation;
  /** What the field is for: the person's name, or "yourself". */
  to: string;
}

export function Composer({ conversation, to }: ComposerProps) {
  const client = useClient();
  const [text, write] = useDraft(conversation);
  const field = useRef<HTMLTextAreaElement>(null);
  const left = roomLeft(text);
  const sendable = text.trim() !== '' && left >= 0;

  useComposerField(field);
  // On a touch screen the keyboard would cover what one came to read.
  useEffect(() => {
    if (hasFinePointer()) field.current?.focus();
  }, []);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    if (text !== '') element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const send = () => {
    if (!sendable) return;
    client.send(conversation.id, text.trim());
    write('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word. On touch screens Enter is a new line.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || !hasFinePointer()) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      aria-label="Write a message"
      className="mx-auto w-full max-w-[1240px] shrink-0 px-3 pb-[max(12px,env(safe-area-inset-bottom))] pane:px-4 pane:pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <LengthNote left={left} />
      <div className="flex items-end gap-2 rounded-composer border border-edge bg-raise p-1.5 pl-4 focus-within:border-accent">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={`Message ${to}`}
          aria-label={`Message ${to}`}
          aria-invalid={left < 0 || undefined}
          enterKeyHint="enter"
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          className="scroll-thin max-h-[40dvh] min-h-9 grow resize-none bg-transparent py-[7px] pointer-coarse:py-[11px] text-[16px] leading-[22px] text-ink outline-none placeholder:text-ink-3 pane:text-[15px]"
        />
        <SendButton ready={sendable} />
      </div>
    </form>
  );
}

function SendButton({ ready }: { ready: boolean }) {
  return (
    <button
      type="submit"
      aria-label="Send"
      title="Send"
      aria-disabled={!ready || undefined}
      className={classes(
        'touch grid size-9 shrink-0 place-items-center rounded-[11px] transition-colors duration-(--quick)',
        ready ? 'bg-accent text-accent-on hover:bg-accent-ink' : 'bg-hover text-ink-3',
      )}
    >
      <Icon of={Send} size={19} />
    </button>
  );
}

/** Keeps its height, so that nothing moves when the note appears; who is typing will stand here too. */
function LengthNote({ left }: { left: number }) {
  const close = left < limits.inlineTextBytes / 10;
  return (
    <p aria-live="polite" className="tabular h-6 px-1 text-right text-[12.5px] leading-5 text-ink-3">
      {close && left >= 0 ? `${left} left` : null}
      {left < 0 ? <span className="text-warn-ink">{-left} too long. Split it into two messages.</span> : null}
    </p>
  );
}
