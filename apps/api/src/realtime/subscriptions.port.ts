export interface Heard {
  id: string;
  /** Nothing at or below this seq is theirs; 0 means the whole history is. */
  visibleAfter: number;
  rev: number;
}

export interface Subscription {
  conversations: Heard[];
  /** Moves with every membership won or lost. */
  selfRev: number;
}

/** Which conversations a person's sockets hear. Answered by the memberships module. */
export abstract class Subscriptions {
  abstract of(userId: string): Promise<Subscription>;
}
