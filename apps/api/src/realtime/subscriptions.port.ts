export interface Subscription {
  conversationIds: string[];
  /** Moves with every membership won or lost. */
  selfRev: number;
}

/** Which conversations a person's sockets hear. Answered by the memberships module. */
export abstract class Subscriptions {
  abstract of(userId: string): Promise<Subscription>;
}
