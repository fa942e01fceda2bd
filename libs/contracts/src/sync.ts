import type { Conversation, ConversationFields, ConversationSettings, MemberChange, Role } from './chat';
import type { Message } from './messages';
import type { Me } from './users';

export interface Head {
  conversationId: string;
  seq: number;
  rev: number;
  readSeq: number;
  unread: number;
  mentions: number;
  activity: number;
}

export interface HeadsRequest {
  /** The `cursor` of an earlier answer: only what changed since is told. */
  after?: string;
  limit?: number;
}

export interface Heads {
  items: Head[];
  cursor: string;
  more: boolean;
  epoch: string;
}

export interface ChangesRequest {
  conversationId: string;
  after: number;
  limit?: number;
}

export interface ManyChangesRequest {
  since: { conversationId: string; after: number }[];
}

/** Everything whose `rev` lies above `after`, up to `rev`, as it is now. */
export interface Changes {
  messages: Message[];
  members: MemberChange[];
  /** Present when the conversation itself changed. */
  conversation?: Conversation;
  rev: number;
  more: boolean;
}

export interface ConversationChanges extends Changes {
  conversationId: string;
}

export interface ChangesAnswer extends Changes {
  epoch: string;
}

export interface ManyChangesAnswer {
  items: ConversationChanges[];
  epoch: string;
}

/** What one person's own counter tells. One variant a kind of thing that belongs to them alone. */
export type SelfEvent =
  /**
   * `role` null: lost. What somebody may see of a conversation may differ after they came back. `rev` is that of the
   * conversation, from which on its events are told; what an older server wrote has none.
   */
  | { type: 'membership'; data: { conversationId: string; role: Role | null; visibleAfter: number; rev?: number } }
  | { type: 'settings'; data: { conversationId: string; settings: ConversationSettings } }
  | { type: 'draft'; data: { conversationId: string; text: string } }
  /** One's own account as it is now. */
  | { type: 'profile'; data: Me }
  | { type: 'block'; data: { userId: string; blocked: boolean } }
  /** Deleted for this person alone. */
  | { type: 'hidden'; data: { conversationId: string; messageId: string; seq: number } }
  /** Kept for later; `savedAt` null: not any more. What becomes of the message is told by its conversation. */
  | { type: 'saved'; data: { conversationId: string; messageId: string; seq: number; savedAt: string | null } }
  | { type: 'read'; data: { conversationId: string; readSeq: number } };

export type SelfChange = { selfRev: number } & SelfEvent;

export interface SelfRequest {
  after?: number;
  limit?: number;
}

export interface SelfAnswer {
  changes: SelfChange[];
  selfRev: number;
  more: boolean;
  epoch: string;
}

/** What changed in a conversation, free of fields that differ by viewer. `null`: ask. */
export type ConversationEvent =
  | { type: 'created' }
  /** Who came, left, or has another role, as they now stand. */
  | { type: 'members'; members: MemberChange[]; memberCount: number }
  /** What the conversation is now. */
  | { type: 'fields'; fields: ConversationFields }
  /** Nobody sees it any more; `restored` that its members do again. */
  | { type: 'deleted' }
  | { type: 'restored' };

export interface ConversationUpdated {
  conversationId: string;
  rev: number;
  atSeq: number;
  change: ConversationEvent | null;
}
