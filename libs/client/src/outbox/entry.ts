import type { ErrorBody, ForwardedFrom, Quote } from '@parley/contracts';

/** One message on its way out, as it is kept until the server has it. */
export interface OutboxEntry {
  clientId: string;
  conversationId: string;
  senderId: string;
  text: string;
  /** What it answers, as it was shown then. */
  quote?: Quote;
  /** The message that is passed on; `text` is what of it was on screen. */
  forward?: { messageId: string; from: ForwardedFrom; large: boolean; textLength: number };
  /** Place in this device's order of sending; grows. */
  order: number;
  createdAt: string;
  state: 'pending' | 'failed';
  error?: ErrorBody;
}
