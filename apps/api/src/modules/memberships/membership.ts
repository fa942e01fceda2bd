import type { MemberChange, Role } from '@parley/contracts';

/** One person's standing in one conversation, and how much of it they may see. */
export interface Membership {
  conversationId: string;
  userId: string;
  role: Role;
  /** Messages above this seq are theirs to read; 0 means the whole history. */
  visibleAfter: number;
}

/** A membership as it shall stand. */
export interface Standing {
  userId: string;
  role: Role;
}

export interface Ending {
  userId: string;
  as: 'left' | 'removed';
}

/** A membership that has just changed. */
export interface MovedMember extends MemberRow {
  visibleAfter: number;
}

export interface MemberRow {
  conversationId: string;
  userId: string;
  name: string;
  username: string;
  role: Role;
  rev: number;
  atSeq: number;
  since: Date;
  leftAt: Date | null;
}

export const presentMember = (row: MemberRow): MemberChange => ({
  userId: row.userId,
  name: row.name,
  username: row.username,
  role: row.role,
  since: row.since.toISOString(),
  atSeq: row.atSeq,
  rev: row.rev,
  left: row.leftAt !== null,
});
