import { Injectable } from '@nestjs/common';
import type { SocketSendRequest } from '@parley/contracts';
import { Config } from '../../../config';
import type { Actor } from '../../../platform/actor';
import { DomainError } from '../../../platform/errors';
import { newId } from '../../../platform/ids';
import { Memberships } from '../../memberships';
import { Bodies } from '../body-store/bodies.service';
import { isLarge, previewOf } from '../body-store/large-text';
import { readMentions } from '../mentions';
import { measureText } from '../message';
import { MessagesRepository } from '../messages.repository';
import { firstLink } from '../previews/links';
import type { Sending } from './judged';

type Content = Pick<
  Sending,
  'text' | 'textLength' | 'names' | 'everyone' | 'bodyHash' | 'forwardedSender' | 'forwardedAt' | 'linked' | 'kept'
>;

/** Makes of what somebody asks to send what can be committed. */
@Injectable()
export class Drafting {
  constructor(
    private readonly memberships: Memberships,
    private readonly messages: MessagesRepository,
    private readonly bodies: Bodies,
    private readonly config: Config,
  ) {}

  /** Throws at once what cannot be sent. Where something has to be read or stored first, it answers how: that has to be called. */
  draft(actor: Actor, request: SocketSendRequest, socketId: string | undefined): Sending | (() => Promise<Sending>) {
    const { conversationId, clientId, text = '', replyTo = null, forward } = request;
    // Written out, here and in `judge`: spreading objects into each other cost a send more than all its checks.
    const sending: Sending = {
      id: newId(),
      conversationId: conversationId.toLowerCase(),
      senderId: actor.userId,
      clientId: clientId.toLowerCase(),
      text,
      textLength: 0,
      replyTo: replyTo && replyTo.toLowerCase(),
      names: [],
      everyone: null,
      bodyHash: null,
      forwardedSender: null,
      forwardedAt: null,
      linked: false,
      socketId,
      kept: null,
    };
    if (forward) {
      if (text !== '') throw new DomainError('validation.failed', 'Forward a message, or send a text.');
      return async () => ({ ...sending, ...(await this.forwarded(actor, forward.messageId)) });
    }
    return this.written(actor, sending);
  }

  private written(actor: Actor, sending: Sending): Sending | (() => Promise<Sending>) {
    const { text } = sending;
    sending.textLength = measureText(text);
    const { names, everyone } = readMentions(text);
    sending.names = names;
    sending.everyone = everyone;
    const isPlain = !isLarge(sending.textLength);
    if (!isPlain) sending.text = previewOf(text);
    sending.linked = this.isLinked(sending.text);
    if (isPlain) return sending;
    const keep = this.bodies.keep(actor, text, () => this.mayWrite(actor, sending.conversationId));
    return async () => {
      const kept = await keep();
      return { ...sending, bodyHash: kept.hash, kept };
    };
  }

  /** Judged by what lists show, which is all that a preview's worker reads. */
  private isLinked(shown: string): boolean {
    return this.config.linkPreviews && firstLink(shown) !== null;
  }

  /** Nothing is stored for somebody who may not write there; whether they still may is asked again under the lock. */
  private async mayWrite(actor: Actor, conversationId: string): Promise<void> {
    const { role } = await this.memberships.of(actor).in(conversationId);
    if (role === 'read_only') throw new DomainError('forbidden', 'You may read here, but not write.');
  }

  /** As it stands now: nothing of it is copied but what stands in the row, and it names nobody. */
  private async forwarded({ userId }: Actor, messageId: string): Promise<Content> {
    const source = await this.messages.readable(userId, messageId);
    if (!source) {
      throw new DomainError('not_found', 'The message to be forwarded is not here.', { field: 'forward.messageId' });
    }
    const { text, textLength, bodyHash } = source;
    return {
      text,
      textLength,
      names: [],
      everyone: null,
      bodyHash,
      forwardedSender: source.forwardedSender ?? source.senderId,
      forwardedAt: source.forwardedAt ?? source.createdAt,
      linked: this.isLinked(text),
      kept: bodyHash === null ? null : await this.bodies.hold(bodyHash),
    };
  }
}
