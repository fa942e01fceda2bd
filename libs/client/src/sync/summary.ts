import type { Conversation } from '@parley/contracts';
import type { SavedCopy } from '../store/store.port';
import { MessageWindow } from './window';

/** What a summary alone tells of the messages: the newest one, or that there are none. */
export function tailOf({ seq, lastMessage }: Conversation): MessageWindow {
  const from = lastMessage?.seq === seq ? seq : seq + 1;
  const window = new MessageWindow(from, seq, from > 1);
  if (lastMessage) window.put(lastMessage);
  return window;
}

export function keptWindow({ covers, hasBefore, messages, hidden = [] }: SavedCopy): MessageWindow {
  const window = new MessageWindow(covers.from, covers.to, hasBefore);
  for (const message of messages) window.put(message);
  for (const seq of hidden) window.hidden.add(seq);
  return window;
}
