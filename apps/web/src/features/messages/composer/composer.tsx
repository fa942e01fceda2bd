import type { Timeline } from '@parley/client';
import type { Conversation } from '@parley/contracts';
import { Check, Send } from 'lucide-react';
import { useEffect, useId, type KeyboardEvent } from 'react';
import { useClient } from '../../../lib/client-context';
import { classes } from '../../../ui/classes';
import { Icon } from '../../../ui/icon';
import { TypingLine } from '../typing/typing-line';
import { Banner, SavingNote } from './banner';
import { optionId, Suggestions } from './completion/suggestions';
import { useCompletion } from './completion/use-completion';
import { directionOf } from './direction';
import { EmojiButton } from './emoji-button';
import { useField } from './use-field';
import { isComposing, useKeys } from './use-keys';
import { isEdit, targetIdOf } from './use-target';
import { useWriting, type Writing } from './use-writing';

/** So many bytes before the end, one hears of it. */
const noted = 400;

interface ComposerProps {
  conversation: Conversation;
  timeline: Timeline;
  /** What the field is for: the person's name, or "yourself". */
  to: string;
}

export function Composer({ conversation, timeline, to }: ComposerProps) {
  const writing = useWriting(conversation, timeline);
  return (
    <form
      aria-label="Write a message"
      className="relative mx-auto w-full max-w-[1240px] shrink-0 px-3 pb-[max(12px,env(safe-area-inset-bottom))] pane:px-4 pane:pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        writing.send();
      }}
    >
      <div className="flex h-6 items-center gap-3 px-1">
        {isEdit(writing.mode) ? <SavingNote writing={writing} /> : <TypingLine conversation={conversation} />}
        <LengthNote left={writing.left} />
      </div>
      <Sheet conversation={conversation} timeline={timeline} to={to} writing={writing} />
    </form>
  );
}

function Sheet({ conversation, timeline, to, writing }: ComposerProps & { writing: Writing }) {
  const { mode, text, write, saving } = writing;
  const bannerId = useId();
  const { element, caret, onCaret, place } = useField(text, targetIdOf(mode) ?? 'write');
  const put = (next: { text: string; caret: number }) => {
    write(next.text);
    place(next.caret);
  };
  const completion = useCompletion({ conversation, text, caret, onComplete: put });
  const onKey = useKeys({ writing, element, place, timeline });
  useQuietAtTheEnd(conversation.id);
  const { open, listId, suggestions, active, pick } = completion;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isComposing(event) && (completion.onKey(event) || onKey(event))) event.preventDefault();
  };
  const insert = (emoji: string) => {
    const area = element.current;
    const start = area?.selectionStart ?? text.length;
    put({ text: text.slice(0, start) + emoji + text.slice(area?.selectionEnd ?? start), caret: start + emoji.length });
  };
  const label = isEdit(writing.mode) ? 'Edit message' : `Message ${to}`;
  return (
    <div className="relative rounded-composer border border-edge bg-raise focus-within:border-accent">
      {open ? <Suggestions listId={listId} suggestions={suggestions} active={active} onPick={pick} /> : null}
      <Banner id={bannerId} conversation={conversation} writing={writing} />
      <div className="flex items-end gap-1 p-1.5 pl-4">
        <textarea
          ref={element}
          rows={1}
          dir={directionOf(text)}
          value={text}
          readOnly={saving}
          aria-busy={saving || undefined}
          placeholder={label}
          aria-label={label}
          aria-describedby={mode === 'write' ? undefined : bannerId}
          aria-invalid={writing.left < 0 || undefined}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={open ? listId : undefined}
          aria-activedescendant={open ? optionId(listId, active) : undefined}
          enterKeyHint="enter"
          onChange={(event) => {
            write(event.target.value);
            onCaret();
          }}
          onPaste={({ currentTarget, clipboardData }) => {
            currentTarget.dir = directionOf(text + clipboardData.getData('text/plain'));
          }}
          onSelect={onCaret}
          onKeyDown={onKeyDown}
          className="scroll-thin max-h-[40dvh] min-h-9 grow resize-none bg-transparent py-[7px] pointer-coarse:py-[11px] text-[16px] leading-[22px] text-ink outline-none placeholder:text-ink-3 pane:text-[15px]"
        />
        <EmojiButton onPick={insert} />
        <SendButton ready={writing.sendable} saves={isEdit(writing.mode)} />
      </div>
      <Offered count={open ? suggestions.length : 0} />
    </div>
  );
}

/** The list is above the field, and the field keeps the focus: somebody who does not see it is told. */
function Offered({ count }: { count: number }) {
  return (
    <p aria-live="polite" className="sr-only">
      {count > 0 ? `${count} ${count === 1 ? 'suggestion' : 'suggestions'}. Arrows choose, Enter takes one.` : null}
    </p>
  );
}

/** Whoever looks elsewhere, or at another window, does not type here any more. */
function useQuietAtTheEnd(conversationId: string): void {
  const { typing } = useClient();
  useEffect(() => {
    const stop = () => typing.stop(conversationId);
    window.addEventListener('blur', stop);
    return () => {
      window.removeEventListener('blur', stop);
      stop();
    };
  }, [typing, conversationId]);
}

function SendButton({ ready, saves }: { ready: boolean; saves: boolean }) {
  const label = saves ? 'Save' : 'Send';
  return (
    <button
      type="submit"
      aria-label={label}
      title={label}
      aria-disabled={!ready || undefined}
      className={classes(
        'touch grid size-9 shrink-0 place-items-center rounded-[11px] transition-colors duration-(--quick)',
        ready ? 'bg-accent text-accent-on hover:bg-accent-ink' : 'bg-hover text-ink-3',
      )}
    >
      <Icon of={saves ? Check : Send} size={19} />
    </button>
  );
}

/** Silent until the end is near. */
function LengthNote({ left }: { left: number }) {
  const close = left < noted;
  return (
    <p aria-live="polite" className="tabular ml-auto shrink-0 text-right text-[12.5px] leading-5 text-ink-3">
      {close && left >= 0 ? `${left} left` : null}
      {left < 0 ? <span className="text-warn-ink">{-left} too long. Split it into two messages.</span> : null}
    </p>
  );
}
