import type { Conversation } from '@parley/contracts';
import { MessageWindow } from './window';

/** What a summary alone tells of the messages: the newest one, or that there are none. */
export function tailOf({ seq, lastMessage }: Conversation): MessageWindow {
  const from = lastMessage?.seq === seq ? seq : seq + 1;
  const window = new MessageWindow(from, seq, from > 1);
  if (lastMessage) window.put(lastMessage);
  return window;
}

/** What a newer summary says that no counter of ours already tells; the same object when it says nothing new. */
export function renewed(facts: Conversation, { kind, visibility, name, role, peerId }: Conversation): Conversation {
  const { kind: k, visibility: v, name: n, role: r, peerId: p } = facts;
  const isSame = k === kind && v === visibility && n === name && r === role && p === peerId;
  return isSame ? facts : { ...facts, kind, visibility, name, role, peerId };
}
