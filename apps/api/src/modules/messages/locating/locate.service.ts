import { Injectable } from '@nestjs/common';
import type { LocateRequest, Located } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { DomainError, notFound } from '../../../platform/errors';
import { Memberships } from '../../memberships';
import { MessagesRepository } from '../messages.repository';
import { LocateRepository } from './locate.repository';

/** Where something stands in a history, for whoever then asks what lies around it. */
@Injectable()
export class LocateService {
  constructor(
    private readonly memberships: Memberships,
    private readonly messages: MessagesRepository,
    private readonly places: LocateRepository,
  ) {}

  async locate(actor: Actor, conversationId: string, { date, messageId, unread }: LocateRequest): Promise<Located> {
    if ([date, messageId, unread].filter((way) => way !== undefined).length !== 1) {
      throw new DomainError('validation.failed', 'Ask with one of date, messageId and unread.');
    }
    const membership = await this.memberships.of(actor).in(conversationId);
    if (date !== undefined) return { seq: await this.places.date(membership, new Date(date)) };
    if (unread !== undefined) return { seq: await this.places.firstUnread(membership) };
    const found = await this.messages.findVisible(messageId ?? '', membership);
    if (!found) throw notFound();
    return { seq: found.seq };
  }
}
