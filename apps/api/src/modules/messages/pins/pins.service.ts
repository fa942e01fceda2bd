import { Injectable } from '@nestjs/common';
import { type Message, type Page, limits, may } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { DomainError } from '../../../platform/errors';
import { Memberships } from '../../memberships';
import { ActsService, type Target } from '../acts/acts.service';
import { alreadyDeleted } from '../acts/act.errors';
import { presentMessage } from '../messages.presenter';
import { PinsRepository } from './pins.repository';

/** What a conversation keeps in sight: a state of the message, so it takes a rev and is told as any change of one. */
@Injectable()
export class PinsService {
  constructor(
    private readonly acts: ActsService,
    private readonly pins: PinsRepository,
    private readonly memberships: Memberships,
  ) {}

  set({ userId, ...actor }: Actor, target: Target, on: boolean): Promise<Message> {
    const topic = on ? 'message.pinned' : 'message.unpinned';
    return this.acts.change({ userId, ...actor }, target, topic, async (transaction, standing) => {
      if (standing.deletedAt) throw alreadyDeleted();
      if (!may(standing.role, 'pin', standing)) throw new DomainError('forbidden', 'Your role here does not pin.');
      if ((standing.pinned !== null) === on) return null;
      if (!on) return { ...standing, pinned: null };
      if ((await this.pins.count(transaction, standing.conversationId)) >= limits.pins) throw tooMany();
      return { ...standing, pinned: { by: userId, at: standing.now.toISOString(), rev: standing.nextRev } };
    });
  }

  /** All of them in one page: there are never more than fit. */
  async list(actor: Actor, conversationId: string): Promise<Page<Message>> {
    const membership = await this.memberships.of(actor).in(conversationId);
    const rows = await this.pins.visible(membership);
    return { items: rows.map((row) => presentMessage(row, membership.visibleAfter)), nextCursor: null };
  }
}

const tooMany = () =>
  new DomainError('pins.too_many', 'This conversation has as many pinned messages as fit.', { limit: limits.pins });
