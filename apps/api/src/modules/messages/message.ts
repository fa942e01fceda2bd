import { limits } from '@parley/contracts';
import { DomainError } from '../../platform/errors';

export interface StoredMessage {
  id: string;
  conversationId: string;
  seq: number;
  rev: number;
  clientId: string;
  senderId: string;
  text: string;
  textLength: number;
  replyTo: string | null;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
}

// C0 and C1 controls but tab, line feed and carriage return.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

const refused = (sentence: string) =>
  new DomainError('validation.failed', 'This text cannot be sent.', { fields: { text: sentence } });

/** The UTF-8 bytes of a text that may be sent as it is; anything else is refused with the reason. */
export function measureText(text: string): number {
  if (!text.isWellFormed()) throw refused('is not valid Unicode');
  if (controls.test(text)) throw refused('holds control characters');
  if (text.trim() === '') throw refused('is empty');
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.inlineTextBytes) {
    throw new DomainError('message.too_large', 'This message is too long.', { bytes, limit: limits.inlineTextBytes });
  }
  return bytes;
}
