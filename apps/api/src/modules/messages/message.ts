import { type MentionScope, type Pinned, type Quote, type Reaction, limits } from '@parley/contracts';
import { DomainError } from '../../platform/errors';
import { isBlank } from '../../platform/validation';
import type { StoredPreview } from './previews/card';

export interface StoredMessage {
  id: string;
  conversationId: string;
  seq: number;
  rev: number;
  clientId: string;
  senderId: string;
  /** Of a large text the beginning. */
  text: string;
  textLength: number;
  /** Where the whole of a large text is. */
  bodyHash: string | null;
  /** Who wrote what was passed on, and when. */
  forwardedSender: string | null;
  forwardedAt: Date | null;
  replyTo: string | null;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  reactions: Reaction[];
  mentions: string[];
  everyone: MentionScope | null;
  pinned: Pinned | null;
  /** Of its first link, once that was looked at. */
  preview: StoredPreview | null;
  /** What it answers, as that is now; whether a reader may see it is said where it is presented. */
  quote: Quote | null;
}

/** With the name of who wrote it, as a list shows it. */
export interface LatestMessage extends StoredMessage {
  senderName: string;
}

// C0 and C1 controls but tab, line feed and carriage return.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

// Embeddings and overrides make text read otherwise than it is, and an isolate left open turns what follows the message.
const overrides = /[\u202a-\u202e]/;
const isolates = /[\u2066-\u2069]/g;

function keepsItsDirection(text: string): boolean {
  let open = 0;
  for (const [mark] of text.matchAll(isolates)) {
    open += mark === '\u2069' ? -1 : 1;
    if (open < 0) return false;
  }
  return open === 0 && !overrides.test(text);
}

const refused = (sentence: string) =>
  new DomainError('validation.failed', 'This text cannot be sent.', { fields: { text: sentence } });

/** The UTF-8 bytes of a text that may be sent as it is; anything else is refused with the reason. */
export function measureText(text: string): number {
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.textBytes) {
    throw new DomainError('message.too_large', 'This message is too long.', { bytes, limit: limits.textBytes });
  }
  if (!text.isWellFormed()) throw refused('is not valid Unicode');
  if (controls.test(text)) throw refused('holds control characters');
  if (isBlank(text)) throw refused('is empty');
  if (!keepsItsDirection(text)) throw refused('changes the direction of text around it');
  return bytes;
}
