import type { Kept } from '../body-store/bodies.service';
import type { StoredMessage } from '../message';
import type { Draft, Verdict } from './send.repository';

/** A draft and the socket it came from, which has its acknowledgement and is not told again. */
export interface Sending extends Draft {
  socketId: string | undefined;
  /** The body it refers to, where it has one. */
  kept: Kept | null;
}

export interface Judged {
  verdict: Verdict;
  /** The message that this very draft became; null for a refusal, and for what had been sent before. */
  message: StoredMessage | null;
}

export const identityOf = ({ senderId, clientId }: Draft): string => `${senderId} ${clientId}`;

export function judge(sending: Sending, verdict: Verdict | undefined): Judged {
  if (!verdict) throw new Error('send_messages left a draft unanswered');
  if (verdict.outcome !== 'new') return { verdict, message: null };
  return { verdict, message: stored(sending, verdict) };
}

const stored = (sending: Sending, verdict: Verdict): StoredMessage => ({
  id: verdict.messageId,
  conversationId: sending.conversationId,
  seq: verdict.seq,
  rev: verdict.rev,
  clientId: sending.clientId,
  senderId: sending.senderId,
  text: sending.text,
  textLength: sending.textLength,
  bodyHash: sending.bodyHash,
  forwardedSender: sending.forwardedSender,
  forwardedAt: sending.forwardedAt,
  replyTo: sending.replyTo,
  createdAt: verdict.createdAt,
  editedAt: null,
  deletedAt: null,
  reactions: [],
  mentions: verdict.mentions,
  everyone: verdict.everyone,
  pinned: null,
  preview: null,
  quote: verdict.quote,
});
