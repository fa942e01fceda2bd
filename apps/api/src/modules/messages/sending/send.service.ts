import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { type Message, type SocketSendRequest, serverEvents } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { isHeld } from '../../../platform/database';
import { DomainError, isPassing, notFound } from '../../../platform/errors';
import { GroupCommit } from '../../../platform/group-commit';
import { Metrics } from '../../../platform/metrics';
import { Turns } from '../../../platform/turns';
import { Bodies } from '../body-store/bodies.service';
import type { StoredMessage } from '../message';
import { MessageNews } from '../message-news';
import { MessagesRepository } from '../messages.repository';
import { presentMessage } from '../messages.presenter';
import { Drafting } from './drafting';
import { type Outcome, SendRepository } from './send.repository';
import { type Judged, type Sending, identityOf, judge } from './judged';
import { Unsure } from './unsure';

export interface Sent {
  message: Message;
  /** False when this client id had been sent before. */
  fresh: boolean;
}

const refusals: Record<Exclude<Outcome, 'new' | 'known'>, () => DomainError> = {
  not_found: notFound,
  reply_not_found: () => new DomainError('not_found', 'The message this answers is not here.', { field: 'replyTo' }),
  forbidden: () => new DomainError('forbidden', 'You may read here, but not write.'),
  client_id_used: () =>
    new DomainError('client_id.used', 'This client id belongs to a message in another conversation.'),
};

/** What was asked cannot be made ready to be sent. */
class Refused {
  constructor(readonly reason: unknown) {}
}

@Injectable()
export class SendService implements BeforeApplicationShutdown {
  private readonly lanes = new GroupCommit<Sending, Judged>({
    laneOf: ({ conversationId }) => conversationId,
    commit: (batch) => this.commit(batch),
    committed: (batch, judged) => this.tell(batch, judged),
    free: (conversationIds) => this.sends.free(conversationIds),
    overloaded: () => new DomainError('unavailable', 'The server is busy. Please try again.'),
  });

  private readonly unsure = new Unsure();
  private readonly turns = new Turns();
  /** Of each socket in each conversation what has to be read or stored before it is sent, and what comes after that. */
  private readonly inOrder = new Turns();

  constructor(
    private readonly drafting: Drafting,
    private readonly sends: SendRepository,
    private readonly messages: MessagesRepository,
    private readonly news: MessageNews,
    private readonly metrics: Metrics,
  ) {}

  /** Answers when the message is committed. The same client id answers the same message, for ever. */
  async send(actor: Actor, request: SocketSendRequest, socketId?: string): Promise<Sent> {
    const sending = await this.draft(actor, request, socketId);
    if (sending instanceof Refused) return this.sentBefore(actor, request, sending);
    // Twins come one after the other: no batch holds two of them, and two lanes that wait for each other's twins would
    // hold up everybody in both.
    const since = performance.now();
    const { verdict, message } = await this.turns.take(identityOf(sending), () => this.lanes.add(sending, since));
    // Whoever answers a message sees it.
    if (message) return { message: presentMessage(message, 0), fresh: true };
    if (verdict.outcome !== 'known' && verdict.outcome !== 'new') throw refusals[verdict.outcome]();
    const known = await this.messages.sentBy(actor.userId, verdict.messageId);
    if (!known) throw notFound();
    // Its first commit may have succeeded without our hearing of it; then nobody has been told.
    if (this.unsure.settle(sending)) this.publish(known.message, socketId);
    return { message: presentMessage(known.message, known.visibleAfter), fresh: false };
  }

  /** What has to be made ready first holds up only what comes after it from the same socket in the same conversation. */
  private draft(
    actor: Actor,
    request: SocketSendRequest,
    socketId: string | undefined,
  ): Sending | Promise<Sending | Refused> {
    const place = `${socketId} ${request.conversationId.toLowerCase()}`;
    const drafted = this.drafting.draft(actor, request, socketId);
    const make = async () => {
      try {
        return typeof drafted === 'function' ? await drafted() : drafted;
      } catch (error) {
        return new Refused(error);
      }
    };
    if (typeof drafted !== 'function' && !this.inOrder.has(place)) return drafted;
    return socketId === undefined ? make() : this.inOrder.take(place, make);
  }

  /** What cannot be made ready now may have been sent before: then the retry is answered, whatever has become of the rest. */
  private async sentBefore(actor: Actor, request: SocketSendRequest, { reason }: Refused): Promise<Sent> {
    const known = await this.messages.sentAs(actor.userId, request);
    if (!known) throw reason;
    return { message: presentMessage(known.message, known.visibleAfter), fresh: false };
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lanes.drain();
  }

  private async commit(batch: Sending[]): Promise<Judged[]> {
    const stop = this.metrics.commitSeconds.startTimer();
    this.metrics.commitSize.observe(batch.length);
    try {
      for (const { kept } of batch) Bodies.stillKept(kept);
      const verdicts = await this.sends.commit(batch);
      return batch.map((sending, place) => judge(sending, verdicts[place]));
    } catch (error) {
      // What somebody else holds is not committed for certain, and comes again by itself.
      if (isPassing(error) && !isHeld(error)) for (const sending of batch) this.unsure.remember(sending);
      throw error;
    } finally {
      stop();
    }
  }

  private tell(batch: Sending[], judged: Judged[]): void {
    judged.forEach(({ message }, index) => {
      if (message) this.publish(message, batch[index]?.socketId);
    });
  }

  private publish(message: StoredMessage, except: string | undefined): void {
    this.news.tell(serverEvents.messageReceived, message, except);
    this.metrics.messagesCommitted.inc();
  }
}
