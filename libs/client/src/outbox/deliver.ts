import { clientEvents, type Message } from '@parley/contracts';
import type { Ground } from '../ground';
import type { OutboxEntry } from './entry';

/** A larger text goes over HTTP: on the socket it would hold up everything behind it. */
const socketTextBytes = 64 * 1024;

export const isForThePost = (text: string): boolean => new TextEncoder().encode(text).length > socketTextBytes;

export function deliver({ link, http }: Ground, entry: OutboxEntry): Promise<Message> {
  const { conversationId, clientId, quote } = entry;
  const text = entry.forward ? '' : entry.text;
  const forward = entry.forward && { messageId: entry.forward.messageId };
  const request = { clientId, text, ...(quote && { replyTo: quote.messageId }), ...(forward && { forward }) };
  if (!isForThePost(text)) return link.ask(clientEvents.messageSend, { conversationId, ...request });
  return http.request<Message>('POST', `/api/chat/${conversationId}/messages`, request);
}
