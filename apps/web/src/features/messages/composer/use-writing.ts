import type { Timeline } from '@parley/client';
import type { Conversation, Message } from '@parley/contracts';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useClient } from '../../../lib/client-context';
import { useDraft } from '../../../lib/drafts';
import { wordsFor } from '../../../lib/error-words';
import { compose, useComposing, type Composing } from '../composing.store';
import { setEdit, useEdit } from './editing.store';
import { roomLeft } from './text-length';
import { isEdit, useTarget } from './use-target';

/** What is in the field, and what becomes of it. */
interface Sheet {
  text: string;
  saving: boolean;
  failure: string | null;
  write: (text: string) => void;
  send: () => void;
}

export interface Writing extends Sheet {
  mode: Composing;
  /** What is answered or rewritten. */
  target: Message | null;
  left: number;
  sendable: boolean;
  /** Back to a new message. */
  cancel: () => void;
}

function close(conversationId: string): void {
  setEdit(conversationId, null);
  compose(conversationId, 'write');
}

/** One field for three things: a new message and an answer share the draft, a rewritten message has its own text. */
export function useWriting(conversation: Conversation, timeline: Timeline): Writing {
  const { id } = conversation;
  const mode = useComposing(id);
  const target = useTarget(timeline, mode);
  const draft = useNew(conversation, target);
  const rewritten = useRewritten(timeline, isEdit(mode) ? target : null);
  const sheet = rewritten ?? draft;
  const left = roomLeft(sheet.text);
  // What it is about has to be there first, or an answer would go out as a message of its own.
  const ready = (mode === 'write' || target !== null) && !sheet.saving;
  const sendable = ready && sheet.text.trim() !== '' && left >= 0;
  const cancel = useCallback(() => close(id), [id]);
  const send = () => {
    if (sendable) sheet.send();
  };
  return { ...sheet, mode, target, left, sendable, send, cancel };
}

function useNew(conversation: Conversation, answered: Message | null): Sheet {
  const { id } = conversation;
  const client = useClient();
  const [text, writeDraft] = useDraft(conversation);
  const send = () => {
    client.send(id, text.trim(), answered);
    client.typing.stop(id);
    writeDraft('');
    close(id);
  };
  const write = (next: string) => {
    writeDraft(next);
    if (next.trim() === '') client.typing.stop(id);
    else client.typing.press(id);
  };
  return { text, saving: false, failure: null, write, send };
}

/** Of a large message the timeline has the beginning alone: saved, it would be all that is left. Null until it is whole. */
function useWhole(message: Message | null): Message | null {
  const { texts } = useClient();
  const large = message?.large ? message : null;
  const whole = useSyncExternalStore(texts.subscribe, () => (large ? texts.get(large) : undefined));
  useEffect(() => {
    if (large && !whole) texts.load(large);
  }, [texts, large, whole]);
  if (!large || !message) return message;
  return whole?.state === 'ready' ? { ...message, text: whole.text } : null;
}

const unread: Sheet = { text: '', saving: true, failure: null, write: () => undefined, send: () => undefined };

function useRewritten(timeline: Timeline, message: Message | null): Sheet | null {
  const { conversationId: id } = timeline;
  const kept = useEdit(id);
  const whole = useWhole(message);
  if (!message) return null;
  if (!whole) return unread;
  const edit =
    kept?.messageId === whole.id ? kept : { messageId: whole.id, text: whole.text, saving: false, failure: null };
  const send = () => {
    const text = edit.text.trim();
    if (text === whole.text) return close(id);
    setEdit(id, { ...edit, saving: true, failure: null });
    timeline.edit(whole.id, text).then(
      () => close(id),
      (cause: unknown) => setEdit(id, { ...edit, saving: false, failure: wordsFor(cause) }),
    );
  };
  const write = (text: string) => setEdit(id, { ...edit, text, failure: null });
  return { ...edit, write, send };
}
