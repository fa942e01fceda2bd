import type { LinkPreview, Message } from '@parley/contracts';
import type { StoredMessage } from './message';

const previewOf = ({ preview, deletedAt }: StoredMessage): { preview?: LinkPreview } =>
  preview?.card && deletedAt === null ? { preview: { url: preview.url, ...preview.card } } : {};

/** As somebody reads it who sees what lies above `visibleAfter`: an answer to something older shows no quote. */
export const presentMessage = (stored: StoredMessage, visibleAfter: number): Message => ({
  id: stored.id,
  conversationId: stored.conversationId,
  seq: stored.seq,
  rev: stored.rev,
  clientId: stored.clientId,
  senderId: stored.senderId,
  text: stored.text,
  large: stored.bodyHash !== null,
  textLength: stored.textLength,
  createdAt: stored.createdAt.toISOString(),
  editedAt: stored.editedAt?.toISOString() ?? null,
  deletedAt: stored.deletedAt?.toISOString() ?? null,
  replyTo: stored.replyTo,
  quote: stored.quote && stored.quote.seq > visibleAfter ? stored.quote : null,
  reactions: stored.reactions,
  mentions: stored.mentions,
  everyone: stored.everyone,
  pinned: stored.pinned,
  ...previewOf(stored),
  ...(stored.forwardedSender !== null &&
    stored.forwardedAt !== null &&
    stored.deletedAt === null && {
      forwardedFrom: { senderId: stored.forwardedSender, createdAt: stored.forwardedAt.toISOString() },
    }),
});
