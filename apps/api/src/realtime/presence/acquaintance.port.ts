/** Somebody who lets others see whether they are here, and to whom that goes. */
export interface Open {
  conversations: string[];
  /** Those of whom they want to know nothing. */
  blocked: string[];
  lastSeen: string | null;
}

/** Who may see who is here. Answered by the presence module. */
export abstract class Acquaintance {
  /** By id, without those who hide it, who are suspended, and ids of nobody. */
  abstract of(personIds: string[]): Promise<Map<string, Open>>;
}
