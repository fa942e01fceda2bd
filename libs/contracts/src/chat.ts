import type { Message } from './messages';

export type ConversationKind = 'direct' | 'group' | 'room';
export type Visibility = 'private' | 'public';
export type Role = 'owner' | 'admin' | 'member' | 'read_only';

export interface Conversation {
  id: string;
  kind: ConversationKind;
  visibility: Visibility;
  /** Of a direct conversation: the other person's name, as the reader sees it. */
  name: string;
  seq: number;
  rev: number;
  role: Role;
  readSeq: number;
  unread: number;
  mentions: number;
  lastMessage: Message | null;
  /** Of a direct conversation: the other person (oneself in notes to self). */
  peerId: string | null;
}

export interface CreateDirectRequest {
  kind: 'direct';
  userId: string;
}

export interface CreateGroupRequest {
  kind: 'group' | 'room';
  name: string;
  visibility?: Visibility;
  /** Besides oneself; doubles and oneself are ignored. */
  memberIds?: string[];
}

export type CreateConversationRequest = CreateDirectRequest | CreateGroupRequest;

export interface Member {
  userId: string;
  name: string;
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
