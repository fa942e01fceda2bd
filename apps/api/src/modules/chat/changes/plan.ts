import type { ChangeConversationRequest, ConversationKind, HistorySetting, Role, Visibility } from '@parley/contracts';
import type { Transaction } from '../../../platform/database';
import type { Ending, Standing } from '../../memberships';
import type { Told } from '../../users';

/** A conversation whose row is locked: nothing of it changes until the transaction ends. */
export interface LockedConversation {
  id: string;
  kind: ConversationKind;
  visibility: Visibility;
  announcement: boolean;
  history: HistorySetting;
  archivedAt: string | null;
  deletedAt: Date | null;
  memberCount: number;
  seq: number;
  rev: number;
}

/** What somebody who wants to change a conversation finds behind its lock. */
export interface Scene {
  transaction: Transaction;
  conversation: LockedConversation;
  actorId: string;
  /** Null when the one who asks is no member. */
  role: Role | null;
  /** The members among these people, and their roles. */
  roles(userIds: string[]): Promise<Map<string, Role>>;
}

/** One durable change: however much of it there is, it takes one rev and is told once. */
export interface Plan {
  /** Memberships as they will stand, whether they begin, begin again, or get another role. */
  standing?: Standing[];
  ended?: Ending[];
  fields?: ChangeConversationRequest;
  /** All memberships end with the conversation, or begin again with it. */
  whole?: 'deleted' | 'restored';
  /** Members won by that, or lost. */
  gained?: number;
  /** What else changed in the same transaction, to be told to whom it belongs. */
  told?: Told;
}
