import { Injectable } from '@nestjs/common';
import type { ConversationUpdated, Look, Receipt, SelfChange, SessionRevoked } from '@parley/contracts';
import { serverEvents } from '@parley/contracts';
import { Audience, type LookEvent, type MessageNews, type News } from './audience';
import { Relay } from './fanout/relay';
import { Teller } from './telling/teller';

/**
 * Tells people what was committed: those on this node from memory, at once, and the other nodes. Only services call it, and
 * only after their transaction: what is told cannot be taken back.
 */
@Injectable()
export class Publisher {
  constructor(
    private readonly audience: Audience,
    private readonly teller: Teller,
    private readonly relay: Relay,
  ) {}

  /** As somebody reads it who sees everything. `except` is the socket that did it: it has its acknowledgement. */
  message(news: MessageNews, except?: string): void {
    this.news(news.data.conversationId, news, except);
  }

  conversation(update: ConversationUpdated): void {
    this.news(update.conversationId, { event: serverEvents.conversationUpdated, data: update });
  }

  /** To each person's devices. Memberships among it take effect on their sockets. */
  own(changes: [userId: string, change: SelfChange][]): void {
    for (const [id, change] of changes) {
      this.teller.people.mine(id, change);
      this.relay.send({ kind: 'own', id, change });
    }
  }

  receipt(receipt: Receipt): void {
    this.audience.tellReceipt(receipt);
    this.relay.send({ kind: 'receipt', receipt });
  }

  look(event: LookEvent, look: Look): void {
    this.audience.tellLook(event, look);
    this.relay.send({ kind: 'look', event, look });
  }

  endSession(id: string, reason: SessionRevoked['reason']): void {
    this.audience.endSession(id, reason);
    this.relay.send({ kind: 'session', id, reason });
  }

  /** Says goodbye to everybody on this node, so that clients come back to another one without waiting for a time-out. */
  drain(retryInMs: number): void {
    this.audience.drain(retryInMs);
  }

  private news(id: string, news: News, except?: string): void {
    this.teller.conversations.mine(id, news, except);
    this.relay.send({ kind: 'news', id, news });
  }
}
