import type { Conversation, Message } from '@parley/contracts';
import type { MyConversation } from './conversation';

export const presentConversation = (
  row: MyConversation,
  lastMessage: Message | null,
  unread: number,
): Conversation => ({
  id: row.id,
  kind: row.kind,
  visibility: row.visibility,
  name: row.peerName ?? row.name,
  seq: row.seq,
  rev: row.rev,
  role: row.role,
  readSeq: row.readSeq,
  unread,
  mentions: 0,
  lastMessage,
  peerId: row.peerId,
});
