import type { Timeline } from '@parley/client';
import type { KeyboardEvent } from 'react';
import { hasFinePointer } from '../../../lib/pointer';
import { useServerInfo } from '../../../lib/server-info';
import { useMe } from '../../../lib/watch';
import { compose } from '../composing.store';
import { lastEditable } from './last-editable';
import type { Field } from './use-field';
import type { Writing } from './use-writing';
import { signFor, wrap } from './wrap';

/** Some browsers end the composition first and send its Enter after it, with this code. */
const ofInputMethod = 229;

export const isComposing = ({ nativeEvent }: KeyboardEvent): boolean =>
  nativeEvent.isComposing || nativeEvent.keyCode === ofInputMethod;

interface KeysInput extends Pick<Field, 'element' | 'place'> {
  writing: Writing;
  timeline: Timeline;
}

/** What keys do in the field besides writing. Each answers whether it did something. */
export function useKeys({ writing, element, place, timeline }: KeysInput) {
  const me = useMe();
  const editWindowSeconds = useServerInfo().data?.editWindowSeconds ?? 0;
  const { mode, text, send, write, cancel } = writing;

  const editLast = (): boolean => {
    if (mode !== 'write' || text !== '') return false;
    const last = lastEditable(timeline.items(), { meId: me.id, now: Date.now(), editWindowSeconds });
    if (last) compose(timeline.conversationId, { edit: last.id });
    return last !== null;
  };
  const leave = (): boolean => {
    if (mode !== 'write') cancel();
    return mode !== 'write';
  };
  // On touch screens Enter is a new line.
  const enter = (event: KeyboardEvent): boolean => {
    if (event.shiftKey || event.altKey || !hasFinePointer()) return false;
    send();
    return true;
  };
  const mark = (event: KeyboardEvent): boolean => {
    const sign = event.altKey || event.shiftKey ? null : signFor(event.key);
    const area = element.current;
    if (sign === null || !area) return false;
    const { text: marked, start, end } = wrap({ text, start: area.selectionStart, end: area.selectionEnd }, sign);
    write(marked);
    place(start, end);
    return true;
  };
  return (event: KeyboardEvent): boolean => {
    if (event.key === 'Enter') return enter(event);
    if (event.ctrlKey || event.metaKey) return mark(event);
    if (event.key === 'ArrowUp' && !event.shiftKey && !event.altKey) return editLast();
    return event.key === 'Escape' && leave();
  };
}
