import type { Conversation } from '@parley/contracts';
import { MessageWindow } from './window';

/** What a summary alone tells of the messages: the newest one, or that there are none. */
export function tailOf({ seq, lastMessage }: Conversation): MessageWindow {
  const from = lastMessage?.seq === seq ? seq : seq + 1;
  const window = new MessageWindow(from, seq, from > 1);
  if (lastMessage) window.put(lastMessage);
  return window;
}

/** What a summary says that no counter of ours already tells. */
export function lasting({ kind, visibility, name, role, peerId }: Conversation): Partial<Conversation> {
  return { kind, visibility, name, role, peerId };
}

export function sameFields(a: Conversation, b: Conversation): boolean {
  return (Object.keys(b) as (keyof Conversation)[]).every((key) => Object.is(a[key], b[key]));
}
