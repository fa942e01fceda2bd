export interface Pair {
  viewerId: string;
  personId: string;
}

/** What a viewer may know of somebody besides how they are. */
export interface Seen {
  lastSeen: string | null;
}

/** Who may see who is here. Answered by the presence module. */
export abstract class Acquaintance {
  /** One for each pair, in order: null for whom the viewer shares nothing with, or who hides. */
  abstract of(pairs: Pair[]): Promise<(Seen | null)[]>;
}
