import { Injectable } from '@nestjs/common';
import { type DeleteFor, type Message, may } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { DomainError, notFound } from '../../../platform/errors';
import { Publisher } from '../../../realtime';
import { SelfChanges } from '../../users';
import { OrphanCollector } from '../body-store/orphans.worker';
import { presentMessage } from '../messages.presenter';
import { ActsRepository } from './acts.repository';
import { ActsService, type Target } from './acts.service';

@Injectable()
export class DeleteService {
  constructor(
    private readonly acts: ActsService,
    private readonly repository: ActsRepository,
    private readonly selfChanges: SelfChanges,
    private readonly orphans: OrphanCollector,
    private readonly publisher: Publisher,
  ) {}

  delete(actor: Actor, target: Target, whose: DeleteFor): Promise<Message> {
    return whose === 'me' ? this.forMe(actor, target) : this.forEveryone(actor, target);
  }

  /** A tombstone stays: its seq, its author and its time. */
  private async forEveryone(actor: Actor, target: Target): Promise<Message> {
    let released: string[] = [];
    const message = await this.acts.change(actor, target, 'message.deleted', async (transaction, standing) => {
      if (standing.senderId !== actor.userId && !may(standing.role, 'moderate', standing)) {
        throw new DomainError('forbidden', 'Here you may delete only what you wrote.');
      }
      if (standing.deletedAt) return null;
      released = [
        ...(await this.repository.clear(transaction, standing)),
        ...(standing.bodyHash ? [standing.bodyHash] : []),
      ];
      const emptied = {
        text: '',
        textLength: 0,
        bodyHash: null,
        reactions: [],
        mentions: [],
        everyone: null,
        pinned: null,
        preview: null,
      };
      return { ...standing, ...emptied, deletedAt: standing.now };
    });
    this.orphans.release(released);
    return message;
  }

  /** Takes no rev: to everybody else nothing has happened. */
  private async forMe(actor: Actor, target: Target): Promise<Message> {
    const { userId } = actor;
    const messageId = target.messageId.toLowerCase();
    const { standing, told } = await this.acts.inTurn(actor, async (transaction) => {
      const found = await this.repository.standing(transaction, { ...target, messageId, userId }, true);
      if (!found) throw notFound();
      const { conversationId, seq } = found;
      const event = { type: 'hidden', data: { conversationId, messageId, seq } } as const;
      const isNew = await this.repository.hide(transaction, userId, found);
      const own = isNew ? await this.selfChanges.record(transaction, [{ userId, key: messageId, event }]) : [];
      return { standing: found, told: own };
    });
    setImmediate(() => this.publisher.own(told));
    return presentMessage(standing, standing.visibleAfter);
  }
}
