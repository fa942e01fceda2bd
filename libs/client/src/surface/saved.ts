import type { SavedMessage } from '@parley/contracts';
import type { Source } from '../source';

export interface SavedSnapshot {
  /** False until `open` was answered. */
  readonly loaded: boolean;
  /** The latest first. */
  readonly items: readonly SavedMessage[];
}

/** Messages I keep for later, on all my devices. */
export interface Saved extends Source<SavedSnapshot> {
  /** Loads the list and keeps it right from then on. */
  open(): Promise<void>;
  readonly has: (messageId: string) => boolean;
  save(messageId: string): Promise<void>;
  remove(messageId: string): Promise<void>;
}
