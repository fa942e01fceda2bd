import type { ConversationFields, Message } from '@parley/contracts';

/** One revision of one conversation, as an event or an acknowledgement told it. */
export interface Step {
  rev: number;
  message?: Message;
  /** What the conversation itself now is. */
  fields?: Partial<ConversationFields>;
  /** The event says that something changed, but not what. */
  ask?: boolean;
}

/** What a copy needs next: nothing, a little patience, or to ask the server. */
export type Need = 'nothing' | 'wait' | 'ask';
