import type { Conversation, Me, Message } from '@parley/contracts';

export const initialSettings = {
  notify: 'all',
  mutedUntil: null,
  pinned: false,
  archived: false,
  markedUnread: false,
} as const;

/** A message as the server tells it; what a test does not care about is filled in. */
export function aMessage(fields: Partial<Message> & { seq: number }): Message {
  const { seq, rev = seq } = fields;
  return {
    ...{ id: `m${seq}`, conversationId: 'c1', rev, clientId: `client-${seq}`, senderId: 'bea', text: `text ${seq}` },
    ...{ large: false, textLength: 6, createdAt: '2026-01-01T00:00:00.000Z', editedAt: null, deletedAt: null },
    ...{ replyTo: null, quote: null, reactions: [], mentions: [], everyone: null, pinned: null },
    ...fields,
  };
}

export function aConversation(fields: Partial<Conversation> = {}): Conversation {
  return {
    ...{ id: 'c1', kind: 'direct', visibility: 'private', name: 'Bea', seq: 0, rev: 0, role: 'member', readSeq: 0 },
    ...{ unread: 0, mentions: 0, lastMessage: null, lastSender: null, peerId: 'bea', topic: '', hue: null },
    ...{ announcement: false, history: 'all', archivedAt: null, memberCount: 2, activity: 0, visibleAfter: 0 },
    ...{ settings: initialSettings, settingsRev: 0, draft: '', draftRev: 0 },
    ...fields,
  };
}

export function aMe(id: string): Me {
  return {
    ...{ id, username: id, name: id, avatarUrl: null, email: `${id}@example.org`, emailVerified: true },
    ...{ role: 'member', bio: '', status: null, timeZone: null, language: null },
    privacy: { lastSeen: true, readReceipts: true },
  };
}
