import type { Conversation } from '@parley/contracts';
import { MessageWindow } from './window';

/** What a summary alone tells of the messages: the newest one, or that there are none. */
export function tailOf({ seq, lastMessage }: Conversation): MessageWindow {
  const from = lastMessage?.seq === seq ? seq : seq + 1;
  const window = new MessageWindow(from, seq, from > 1);
  if (lastMessage) window.put(lastMessage);
  return window;
}
