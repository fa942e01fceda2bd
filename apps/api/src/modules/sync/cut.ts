import { type ConversationChanges, type MemberChange, type Message, limits } from '@parley/contracts';

export interface Changed {
  conversationId: string;
  /** Where the asker stands, and where the conversation stands. */
  after: number;
  rev: number;
  /** Both in the order of revs, and each at least one longer than `limit` when there is more. */
  messages: Message[];
  members: MemberChange[];
}

/** How much of an answer is left to fill, shared by all conversations of one question. */
export class Budget {
  private bytes = limits.catchUpBytes;

  get isSpent(): boolean {
    return this.bytes <= 0;
  }

  spend(message: Message): void {
    // The fields around the text come to about this much.
    this.bytes -= message.textLength + 400;
  }
}

/**
 * Cuts what changed into a page that ends between two revs: everything up to `rev` is in it, nothing above. A page of
 * one question never stays empty while there is something to tell.
 */
export function cut(changed: Changed, limit: number, budget: Budget): ConversationChanges {
  const { conversationId, after, rev } = changed;
  const revs = [...changed.messages, ...changed.members].map((row) => row.rev).sort((a, b) => a - b);
  let upTo = revs.length > limit ? (revs[limit - 1] ?? rev) : rev;
  if (budget.isSpent) upTo = after;
  const messages: Message[] = [];
  for (const message of changed.messages) {
    if (message.rev > upTo) break;
    if (budget.isSpent) {
      upTo = message.rev - 1;
      break;
    }
    budget.spend(message);
    messages.push(message);
  }
  const members = changed.members.filter((member) => member.rev <= upTo);
  return { conversationId, messages, members, rev: upTo, more: upTo < rev };
}
