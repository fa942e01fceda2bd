import type { Conversation, Me, Message } from '@parley/contracts';

let made = 0;

/** For tests: a direct conversation with what matters overridden. */
export function conversation(over: Partial<Conversation> = {}): Conversation {
  const id = over.id ?? `conversation-${++made}`;
  return {
    id,
    kind: 'direct',
    visibility: 'private',
    name: 'Hana Sato',
    seq: 0,
    rev: 0,
    role: 'member',
    readSeq: 0,
    unread: 0,
    mentions: 0,
    lastMessage: null,
    lastSender: null,
    peerId: 'hana',
    topic: '',
    hue: null,
    announcement: false,
    history: 'all',
    archivedAt: null,
    memberCount: 2,
    activity: 0,
    visibleAfter: 0,
    settings: { notify: 'all', mutedUntil: null, pinned: false, archived: false, markedUnread: false },
    settingsRev: 0,
    draft: '',
    draftRev: 0,
    ...over,
  };
}

export function message(over: Partial<Message> = {}): Message {
  const id = over.id ?? `message-${++made}`;
  return {
    id,
    conversationId: 'conversation-1',
    seq: 1,
    rev: 1,
    clientId: id,
    senderId: 'hana',
    text: 'Hello',
    large: false,
    textLength: 5,
    createdAt: '2026-11-20T09:30:00.000Z',
    editedAt: null,
    deletedAt: null,
    replyTo: null,
    quote: null,
    reactions: [],
    mentions: [],
    everyone: null,
    pinned: null,
    ...over,
  };
}

export function me(over: Partial<Me> = {}): Me {
  return {
    id: 'me',
    username: 'eli',
    name: 'Eli Novak',
    avatarUrl: null,
    email: 'eli@example.org',
    emailVerified: true,
    role: 'member',
    bio: '',
    status: null,
    timeZone: null,
    language: null,
    privacy: { lastSeen: true, readReceipts: true },
    ...over,
  };
}
