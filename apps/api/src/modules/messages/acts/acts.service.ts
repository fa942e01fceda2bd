import { Injectable } from '@nestjs/common';
import { type Message, serverEvents } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import { notFound } from '../../../platform/errors';
import { Turns } from '../../../platform/turns';
import type { StoredMessage } from '../message';
import { MessageNews } from '../message-news';
import { presentMessage } from '../messages.presenter';
import { ActsRepository, type Standing } from './acts.repository';

/** The message that is acted on; over HTTP its conversation is named too, and has to be the right one. */
export interface Target {
  messageId: string;
  conversationId?: string;
  /** The socket that asks: it has its acknowledgement, and is not told again. */
  socketId?: string;
}

/** What becomes of the message, or null when it stays as it is. */
type Act = (transaction: Transaction, standing: Standing) => Promise<StoredMessage | null>;

/** Changes a message that stands: one transaction, one rev, one event. */
@Injectable()
export class ActsService {
  private readonly turns = new Turns();

  constructor(
    private readonly acts: ActsRepository,
    private readonly news: MessageNews,
  ) {}

  /** One person's acts wait for each other, so that a flood slows the flooder only. */
  inTurn<T>({ userId }: Actor, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.turns.take(userId, () => this.acts.transaction(work));
  }

  async change(actor: Actor, target: Target, topic: string, act: Act): Promise<Message> {
    const messageId = target.messageId.toLowerCase();
    const { userId } = actor;
    const work = async (transaction: Transaction) => {
      if (!(await this.acts.lock(transaction, userId, messageId))) throw notFound();
      const found = await this.acts.standing(transaction, { ...target, messageId, userId });
      if (!found) throw notFound();
      const after = await act(transaction, found);
      if (!after) return { standing: found, changed: null };
      return { standing: found, changed: { ...after, rev: await this.acts.store(transaction, after, topic) } };
    };
    // A crowd that reacts to one message waits here, too.
    const inTurn = () => this.turns.take(messageId, () => this.acts.transaction(work));
    const { standing, changed } = await this.turns.take(userId, inTurn);
    // After the one who did it has been answered.
    if (changed) setImmediate(() => this.news.tell(serverEvents.messageUpdated, changed, target.socketId));
    return presentMessage(changed ?? standing, standing.visibleAfter);
  }
}
