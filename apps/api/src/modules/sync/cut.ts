import {
  type Conversation,
  type ConversationChanges,
  type MemberChange,
  type Message,
  limits,
} from '@parley/contracts';

export interface Changed {
  conversationId: string;
  /** Where the asker stands, and where the conversation stands. */
  after: number;
  rev: number;
  /** The rev up to which the rows below are everything; reading them stops early when they fill an answer. */
  known: number;
  /** Both in the order of revs, and together longer than `limit` when more is known than fits. */
  messages: Message[];
  members: MemberChange[];
}

/**
 * What the fields around a text come to in an answer; a member has nothing else. About, for escapes may double a text. Of a
 * large text only the beginning is told, so `textLength` says nothing here.
 */
const messageBytes = ({ text, reactions, quote }: Message): number =>
  Buffer.byteLength(text) +
  messageFrame +
  JSON.stringify(reactions).length +
  (quote ? Buffer.byteLength(quote.text) : 0);
export const messageFrame = 400;
export const memberBytes = 200;
const conversationBytes = ({ lastMessage }: Conversation): number => 1500 + Buffer.byteLength(lastMessage?.text ?? '');

/** How much of an answer is left to fill, shared by all conversations of one question. */
export class Budget {
  private bytes: number = limits.catchUpBytes;

  get isSpent(): boolean {
    return this.bytes <= 0;
  }

  spend(bytes: number): void {
    this.bytes -= bytes;
  }
}

/**
 * Cuts what changed into a page that ends between two revs: everything up to `rev` is in it, nothing above. A page of
 * one question never stays empty while there is something to tell.
 */
export function cut(changed: Changed, limit: number, budget: Budget, conversation?: Conversation): ConversationChanges {
  const { after, rev } = changed;
  // Waits for the next question, whole; it told nothing, and stands where it stood.
  if (budget.isSpent) return page(changed, Math.min(after, rev));
  const costs = [
    ...changed.messages.map((message) => ({ rev: message.rev, bytes: messageBytes(message) })),
    ...changed.members.map((member) => ({ rev: member.rev, bytes: memberBytes })),
  ].sort((a, b) => a.rev - b.rev);
  const end = Math.min(changed.known, costs.length > limit ? (costs[limit - 1]?.rev ?? rev) : rev);
  const upTo =
    affordable(
      costs.filter((row) => row.rev <= end),
      budget,
    ) ?? end;
  if (conversation) budget.spend(conversationBytes(conversation));
  return { ...page(changed, upTo), ...(conversation ? { conversation } : {}) };
}

/** Spends row by row, those of one rev together. The rev below the first row there is no room for. */
function affordable(costs: { rev: number; bytes: number }[], budget: Budget): number | undefined {
  let last = 0;
  for (const { rev, bytes } of costs) {
    if (budget.isSpent && rev > last) return rev - 1;
    budget.spend(bytes);
    last = rev;
  }
  return undefined;
}

const page = ({ conversationId, rev, messages, members }: Changed, upTo: number): ConversationChanges => ({
  conversationId,
  messages: messages.filter((message) => message.rev <= upTo),
  members: members.filter((member) => member.rev <= upTo),
  rev: upTo,
  more: upTo < rev,
});
