import type { Conversation, ConversationSettings } from '@parley/contracts';
import { type LatestMessage, presentMessage } from '../messages';
import type { MyConversation } from './conversation';

export const presentConversation = (
  row: MyConversation,
  last: LatestMessage | undefined,
  { unread, mentions }: Pick<Conversation, 'unread' | 'mentions'>,
): Conversation => ({
  id: row.id,
  kind: row.kind,
  visibility: row.visibility,
  name: row.peerName ?? row.name,
  topic: row.topic,
  hue: row.hue,
  announcement: row.announcement,
  history: row.history,
  archivedAt: row.archivedAt?.toISOString() ?? null,
  memberCount: row.memberCount,
  seq: row.seq,
  rev: row.rev,
  activity: row.activity,
  role: row.role,
  visibleAfter: row.visibleAfter,
  readSeq: row.readSeq,
  unread,
  mentions,
  lastMessage: last ? presentMessage(last, row.visibleAfter) : null,
  lastSender: last ? { id: last.senderId, name: last.senderName } : null,
  peerId: row.peerId,
  settings: presentSettings(row),
  settingsRev: row.settingsRev,
  draft: row.draft,
  draftRev: row.draftRev,
});

type StoredSettings = Pick<MyConversation, 'notify' | 'mutedUntil' | 'pinned' | 'archived' | 'markedUnread'>;

export const presentSettings = (row: StoredSettings): ConversationSettings => ({
  notify: row.notify,
  mutedUntil: row.mutedUntil?.toISOString() ?? null,
  pinned: row.pinned,
  archived: row.archived,
  markedUnread: row.markedUnread,
});
