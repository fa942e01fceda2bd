import type { Message } from './messages';

export type ConversationKind = 'direct' | 'group' | 'room';
export type Visibility = 'private' | 'public';
export const roles = ['owner', 'admin', 'member', 'read_only'] as const;

export type Role = (typeof roles)[number];

/** What somebody who joins later may read: everything, or what comes from then on. */
export type HistorySetting = 'all' | 'joined';

export type NotifyLevel = 'all' | 'mentions' | 'nothing';

/** How one member has a conversation; nobody else sees any of it. */
export interface ConversationSettings {
  notify: NotifyLevel;
  /** Null: not muted. A moment far away is for ever. */
  mutedUntil: string | null;
  pinned: boolean;
  archived: boolean;
  /** A reminder that is no message; reading takes it away. */
  markedUnread: boolean;
}

/** What a conversation is, the same for every member. */
export interface ConversationFields {
  visibility: Visibility;
  name: string;
  topic: string;
  /** The hue of its picture, 0 to 359. Null: as its id has it. */
  hue: number | null;
  /** Only owners and admins write. */
  announcement: boolean;
  history: HistorySetting;
  /** Since when nobody may write or change anything; null while it goes on. */
  archivedAt: string | null;
  memberCount: number;
}

export interface Conversation extends ConversationFields {
  id: string;
  kind: ConversationKind;
  /** Of a direct conversation: the other person's name, as the reader sees it. */
  name: string;
  seq: number;
  rev: number;
  /** The place in everybody's list: the greater, the newer. Moves with each message and with nothing else. */
  activity: number;
  role: Role;
  /** Messages above this seq are theirs to read; 0 means the whole history. */
  visibleAfter: number;
  readSeq: number;
  unread: number;
  mentions: number;
  lastMessage: Message | null;
  /** Who wrote `lastMessage`. */
  lastSender: { id: string; name: string } | null;
  /** Of a direct conversation: the other person (oneself in notes to self). */
  peerId: string | null;
  settings: ConversationSettings;
  /** The `selfRev` at which the settings last changed: of two states the greater is the newer. */
  settingsRev: number;
  /** What is half written, on whatever device; '' when nothing is. */
  draft: string;
  draftRev: number;
}

/** `archived` shows the archived ones alone; the others leave them out. Without a filter the list has them all. */
export const listFilters = ['all', 'unread', 'rooms', 'people', 'archived'] as const;

export type ListFilter = (typeof listFilters)[number];

export interface CreateDirectRequest {
  kind: 'direct';
  userId: string;
}

export interface CreateGroupRequest {
  kind: 'group' | 'room';
  /** Made by the client: a retry answers the first conversation. */
  clientId?: string;
  name: string;
  topic?: string;
  hue?: number;
  visibility?: Visibility;
  announcement?: boolean;
  /** Left out: `joined` in groups, `all` in rooms. */
  history?: HistorySetting;
  /** Besides oneself; doubles and oneself are ignored. */
  memberIds?: string[];
}

export type CreateConversationRequest = CreateDirectRequest | CreateGroupRequest;

/** What is left out stays as it is. */
export interface ChangeConversationRequest {
  name?: string;
  topic?: string;
  hue?: number;
  visibility?: Visibility;
  announcement?: boolean;
  history?: HistorySetting;
  /** For everybody: nothing is written any more until it is taken back. */
  archived?: boolean;
}

/** What is left out stays as it is. */
export interface ChangeSettingsRequest {
  notify?: NotifyLevel;
  /** `off` ends it. */
  mutedUntil?: string;
  pinned?: boolean;
  archived?: boolean;
  markedUnread?: boolean;
}

export interface DraftRequest {
  /** '' takes it away. */
  text: string;
}

/** Settings and draft as they now are. */
export type OwnState = Pick<Conversation, 'settings' | 'settingsRev' | 'draft' | 'draftRev'> & {
  conversationId: string;
};

/** A public room as those see it who are not in it. */
export interface RoomSummary {
  id: string;
  kind: 'room';
  visibility: 'public';
  name: string;
  topic: string;
  hue: number | null;
  announcement: boolean;
  memberCount: number;
  /** Whether the one who asks is in it. */
  joined: boolean;
}

/** A conversation its owner deleted and may still take back. */
export interface DeletedConversation {
  id: string;
  kind: ConversationKind;
  name: string;
  hue: number | null;
  deletedAt: string;
  /** Then it is gone for good. */
  purgedAt: string;
}

export interface Member {
  userId: string;
  name: string;
  username: string;
  role: Role;
  /** When this role or membership began. */
  since: string;
  /** The conversation's `seq` when it began: its place in the timeline. */
  atSeq: number;
}

/** A membership as catch-up tells it; `left` is the tombstone. */
export interface MemberChange extends Member {
  rev: number;
  left: boolean;
}

export interface AddMembersRequest {
  /** Who is a member already is left as they are. */
  userIds: string[];
}

export interface ChangeMemberRequest {
  role: Role;
}

/** Somebody who may not come back until the ban is lifted. */
export interface Ban {
  userId: string;
  name: string;
  bannedBy: string | null;
  since: string;
}
