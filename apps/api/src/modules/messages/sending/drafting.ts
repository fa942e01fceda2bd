import { Injectable } from '@nestjs/common';
import type { SocketSendRequest } from '@parley/contracts';
import { v7 as uuid } from 'uuid';
import { Config } from '../../../config';
import type { Actor } from '../../../platform/actor';
import { DomainError } from '../../../platform/errors';
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

const short = { bodyHash: null, forwardedSender: null, forwardedAt: null, kept: null };

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
    const bare = {
      id: uuid(),
      conversationId: conversationId.toLowerCase(),
      senderId: actor.userId,
      clientId: clientId.toLowerCase(),
      replyTo: replyTo && replyTo.toLowerCase(),
      socketId,
    };
    if (forward) {
      if (text !== '') throw new DomainError('validation.failed', 'Forward a message, or send a text.');
      return async () => ({ ...bare, ...(await this.forwarded(actor, forward.messageId)) });
    }
    const textLength = measureText(text);
    const shown = isLarge(textLength) ? previewOf(text) : text;
    const content = { ...short, text: shown, textLength, ...readMentions(text), linked: this.isLinked(shown) };
    if (!isLarge(textLength)) return { ...bare, ...content };
    const keep = this.bodies.keep(actor, text, () => this.mayWrite(actor, bare.conversationId));
    return async () => {
      const kept = await keep();
      return { ...bare, ...content, bodyHash: kept.hash, kept };
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
