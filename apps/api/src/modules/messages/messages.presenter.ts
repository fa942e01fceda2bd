import type { Message } from '@parley/contracts';
import type { StoredMessage } from './message';

export const presentMessage = (stored: StoredMessage): Message => ({
  id: stored.id,
  conversationId: stored.conversationId,
  seq: stored.seq,
  rev: stored.rev,
  clientId: stored.clientId,
  senderId: stored.senderId,
  text: stored.text,
  large: false,
  textLength: stored.textLength,
  createdAt: stored.createdAt.toISOString(),
  editedAt: stored.editedAt?.toISOString() ?? null,
  deletedAt: stored.deletedAt?.toISOString() ?? null,
  replyTo: stored.replyTo,
  reactions: [],
  mentions: [],
});
