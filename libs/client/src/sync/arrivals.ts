import type { Changes, ConversationUpdated, MemberChange, Message } from '@parley/contracts';
import type { Copies } from './copies';
import type { ConversationCopy } from './copy';
import type { Step } from './step';

/** Who wants to know what comes in, by whichever way it came. */
export interface Watchers {
  /** A message as it is now. */
  told(message: Message): void;
  /** A message of mine is known to the server: nothing is left to send. */
  settled(clientId: string): void;
  met(members: MemberChange[]): void;
  /** Messages of others may have reached this device. */
  arrived(copy: ConversationCopy): void;
  /** Something may be missing, or the counts unknown. */
  doubted(copy: ConversationCopy): void;
}

/** Under this name listeners hear that a conversation's members changed. */
export const membersOf = (id: string): string => `members of ${id}`;

/** The one way into the copies for everything that carries a revision. */
export class Arrivals {
  constructor(
    private readonly copies: Copies,
    private readonly watchers: Watchers,
  ) {}

  message(copy: ConversationCopy, message: Message): void {
    this.step(copy, { rev: message.rev, message });
  }

  step(copy: ConversationCopy, step: Step): void {
    this.copies.apply(copy, step);
    if (step.message) this.settle(step.message);
    this.look(copy);
  }

  changes(copy: ConversationCopy, changes: Changes): void {
    const { conversation, messages, members } = changes;
    const isElsewhere = conversation && copy.facts.isElsewhere(conversation);
    const now = isElsewhere ? this.copies.replace(conversation) : copy;
    if (now === copy) this.copies.update(copy, () => copy.applyChanges(changes));
    for (const message of messages) this.settle(message);
    this.meet(copy.id, members);
    this.look(now);
  }

  look(copy: ConversationCopy): void {
    this.watchers.arrived(copy);
    this.watchers.doubted(copy);
  }

  stepOf(update: ConversationUpdated): Step {
    const { rev, change } = update;
    if (change?.type === 'members') this.meet(update.conversationId, change.members);
    const fields = change?.type === 'members' ? { memberCount: change.memberCount } : undefined;
    return { rev, ask: change === null, fields: change?.type === 'fields' ? change.fields : fields };
  }

  private meet(id: string, members: MemberChange[]): void {
    this.watchers.met(members);
    if (members.length > 0) this.copies.announce(membersOf(id));
  }

  private settle(message: Message): void {
    this.watchers.told(message);
    if (message.senderId === this.copies.me) this.watchers.settled(message.clientId);
  }
}
