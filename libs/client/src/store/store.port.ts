import type { Conversation, Me, Message } from '@parley/contracts';
import type { OutboxEntry } from '../outbox/entry';

/** How to come back after a reload. */
export interface SavedSession {
  me: Me;
  /** Only with `session: 'token'`; browsers keep theirs in a cookie no script can read. */
  refreshToken?: string;
}

/** How far the catch-up of this device has come. */
export interface SavedProgress {
  userId: string;
  epoch: string;
  cursor: string;
  selfRev: number;
  /** Conversation ids, newest activity first. */
  order: string[];
  /** Where the next page of the list begins; `null` at its end. */
  nextPage: string | null;
  /** What this person deleted for themselves where no copy is kept: conversation ids and seqs. */
  hidden?: [string, number[]][];
}

/** One conversation as this device knows it. */
export interface SavedCopy {
  conversation: Conversation;
  /** What of `conversation.readSeq` the server is known to have. */
  readTold: number;
  /** A draft the server may not have; null when it has it. */
  written: string | null;
  messages: Message[];
  /** The seqs of those this person deleted for themselves. */
  hidden?: number[];
  /** True when the counts must be asked for again. */
  stale: boolean;
  /** The stretch the messages cover, both ends included. */
  covers: { from: number; to: number };
  hasBefore: boolean;
}

/** Everything that is kept, by kind. */
export interface StoredKinds {
  session: SavedSession;
  progress: SavedProgress;
  copy: SavedCopy;
  outbox: OutboxEntry;
}

export type StoredKind = keyof StoredKinds;

/** Where a client keeps what must survive a reload. Writes of one key are applied in the order they were asked. */
export abstract class ClientStore {
  /** Everything of one kind, in no promised order. */
  abstract load<K extends StoredKind>(kind: K): Promise<StoredKinds[K][]>;
  abstract put<K extends StoredKind>(kind: K, key: string, value: StoredKinds[K]): Promise<void>;
  abstract remove(kind: StoredKind, key: string): Promise<void>;
  abstract clear(kind: StoredKind): Promise<void>;
}
