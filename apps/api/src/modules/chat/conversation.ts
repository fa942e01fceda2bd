import type { ConversationKind, HistorySetting, NotifyLevel, Role, Visibility } from '@parley/contracts';

/** A conversation as one of its members has it. */
export interface MyConversation {
  id: string;
  kind: ConversationKind;
  visibility: Visibility;
  name: string;
  topic: string;
  hue: number | null;
  announcement: boolean;
  history: HistorySetting;
  archivedAt: Date | null;
  memberCount: number;
  seq: number;
  rev: number;
  /** The rev at which the conversation's own fields last changed. */
  ownRev: number;
  activity: number;
  role: Role;
  readSeq: number;
  visibleAfter: number;
  /** Of a direct conversation: the other person, or oneself in notes to self. */
  peerId: string | null;
  peerName: string | null;
  notify: NotifyLevel;
  mutedUntil: Date | null;
  pinned: boolean;
  archived: boolean;
  markedUnread: boolean;
  settingsRev: number;
  draft: string;
  draftRev: number;
}

export interface HeadRow {
  conversationId: string;
  seq: number;
  rev: number;
  readSeq: number;
  activity: number;
}

/** The same for both people, whoever opens it: so the database lets only one be made. */
export const directKey = (one: string, other: string): string => [one, other].sort().join(':');
