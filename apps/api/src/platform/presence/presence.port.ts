export type Present = 'online' | 'away';

/** Said again this often … */
export const beatMs = 10_000;

export const presenceTimes = {
  /** … what a node said is believed so long: a node that was killed takes its people along after it. */
  forgottenAfterMs: 30_000,
  /** … and after an orderly end so long, within which people come back to another node. */
  leavingMs: 8_000,
};

/**
 * Which people are at which node. It may be lost at any moment: each node knows its own people without it, and says
 * them again with each beat. All of it rejects when the store cannot be reached.
 */
export abstract class Presence {
  /** People of this node who came, changed or went (null). */
  abstract put(moved: ReadonlyMap<string, Present | null>): Promise<void>;
  /** Everybody of this node: what the store forgot, or was told in vain, is put right. */
  abstract beat(everybody: ReadonlyMap<string, Present>): Promise<void>;
  /** What the other nodes say: the most present state of each person, and nothing of those who are nowhere. */
  abstract elsewhere(userIds: readonly string[]): Promise<Map<string, Present>>;
  /** This node ends. */
  abstract leave(): Promise<void>;
}

export const isPresent = (value: unknown): value is Present => value === 'online' || value === 'away';

/** Of two, the more present. */
export const morePresent = (one: Present | undefined | null, other: Present | undefined | null): Present | null =>
  one === 'online' || other === 'online' ? 'online' : (one ?? other ?? null);
