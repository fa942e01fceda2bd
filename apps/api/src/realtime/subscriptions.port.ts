export interface Subscription {
  /** Those whose whole history is theirs … */
  whole: string[];
  /** … and those they read from joining on. */
  windowed: string[];
  /** Moves with every membership won or lost. */
  selfRev: number;
}

/** Which conversations a person's sockets hear. Answered by the memberships module. */
export abstract class Subscriptions {
  abstract of(userId: string): Promise<Subscription>;
}
