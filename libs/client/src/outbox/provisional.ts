import type { Message } from '@parley/contracts';
import type { TimelineItem } from '../surface';
import type { OutboxEntry } from './entry';

/** Entries are replaced, never changed, so one item can stand for each. */
const items = new WeakMap<OutboxEntry, TimelineItem>();

/** The message as its author sees it before the server has it. */
export function provisional(entry: OutboxEntry): TimelineItem {
  let item = items.get(entry);
  if (!item) items.set(entry, (item = build(entry)));
  return item;
}

function build({
  clientId,
  conversationId,
  senderId,
  text,
  quote,
  forward,
  createdAt,
  state,
  error,
}: OutboxEntry): TimelineItem {
  const message: Message = {
    id: clientId,
    conversationId,
    seq: 0,
    rev: 0,
    clientId,
    senderId,
    text,
    large: forward?.large ?? false,
    textLength: forward?.textLength ?? new TextEncoder().encode(text).length,
    createdAt,
    editedAt: null,
    deletedAt: null,
    replyTo: quote?.messageId ?? null,
    quote: quote ?? null,
    reactions: [],
    mentions: [],
    everyone: null,
    ...(forward && { forwardedFrom: forward.from }),
    pinned: null,
  };
  return { message, state, ...(error && { error }) };
}
