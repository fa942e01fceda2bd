import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { type Message, type SocketSendRequest, serverEvents } from '@parley/contracts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../../platform/actor';
import { DomainError, notFound } from '../../platform/errors';
import { Metrics } from '../../platform/metrics';
import { Publisher } from '../../realtime';
import { GroupCommit } from './group-commit';
import { type StoredMessage, measureText } from './message';
import { MessagesRepository } from './messages.repository';
import { presentMessage } from './messages.presenter';
import { type Draft, type Outcome, SendRepository, type Verdict } from './send.repository';

/** A draft and the socket it came from, which has its acknowledgement and is not told again. */
interface Sending extends Draft {
  socketId: string | undefined;
}

interface Judged {
  verdict: Verdict;
  /** The message that this very draft became; null for a refusal, and for what had been sent before. */
  message: Message | null;
}

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

@Injectable()
export class SendService implements BeforeApplicationShutdown {
  private readonly lanes = new GroupCommit<Sending, Judged>({
    laneOf: ({ conversationId }) => conversationId,
    commit: (batch) => this.commit(batch),
    committed: (batch, judged) => this.tell(batch, judged),
    overloaded: () => new DomainError('unavailable', 'The server is busy. Please try again.'),
  });

  constructor(
    private readonly sends: SendRepository,
    private readonly messages: MessagesRepository,
    private readonly publisher: Publisher,
    private readonly metrics: Metrics,
  ) {}

  /** Answers when the message is committed. The same client id answers the same message, for ever. */
  async send(actor: Actor, request: SocketSendRequest, socketId?: string): Promise<Sent> {
    const { conversationId, clientId, text, replyTo = null } = request;
    const sending: Sending = {
      id: uuid(),
      conversationId: conversationId.toLowerCase(),
      senderId: actor.userId,
      clientId: clientId.toLowerCase(),
      text,
      textLength: measureText(text),
      replyTo: replyTo && replyTo.toLowerCase(),
      socketId,
    };
    const { verdict, message } = await this.lanes.add(sending);
    if (message) return { message, fresh: true };
    if (verdict.outcome !== 'known' && verdict.outcome !== 'new') throw refusals[verdict.outcome]();
    const known = await this.messages.find(verdict.messageId);
    if (!known) throw notFound();
    return { message: presentMessage(known), fresh: false };
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lanes.drain();
  }

  private async commit(batch: Sending[]): Promise<Judged[]> {
    const stop = this.metrics.commitSeconds.startTimer();
    const { originals, placeOf } = mergeTwins(batch);
    const verdicts = await this.sends.commit(originals);
    stop();
    this.metrics.commitSize.observe(batch.length);
    return batch.map((sending, index) => {
      const place = placeOf[index] ?? -1;
      const verdict = verdicts[place];
      if (!verdict) throw new Error('send_messages left a draft unanswered');
      const isFresh = verdict.outcome === 'new' && originals[place] === sending;
      return { verdict, message: isFresh ? presentMessage(stored(sending, verdict)) : null };
    });
  }

  private tell(batch: Sending[], judged: Judged[]): void {
    judged.forEach(({ message }, index) => {
      if (!message) return;
      const { conversationId } = message;
      this.publisher.toConversation(conversationId, serverEvents.messageReceived, message, batch[index]?.socketId);
      this.metrics.messagesCommitted.inc();
    });
  }
}

const stored = (sending: Sending, { messageId, seq, rev, createdAt }: Verdict): StoredMessage => ({
  ...sending,
  id: messageId,
  seq,
  rev,
  createdAt,
  editedAt: null,
  deletedAt: null,
});

/** The same send twice in one batch is one row; the second finds the first one's place. */
function mergeTwins(batch: Sending[]): { originals: Sending[]; placeOf: number[] } {
  const places = new Map<string, number>();
  const originals: Sending[] = [];
  const placeOf = batch.map((sending) => {
    const key = `${sending.senderId} ${sending.clientId} ${sending.conversationId}`;
    const place = places.get(key) ?? originals.push(sending) - 1;
    places.set(key, place);
    return place;
  });
  return { originals, placeOf };
}
