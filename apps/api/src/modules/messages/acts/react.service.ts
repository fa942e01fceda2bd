import { Injectable } from '@nestjs/common';
import { type Message, limits, may } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { DomainError } from '../../../platform/errors';
import { alreadyDeleted } from './act.errors';
import { ActsRepository, type Standing } from './acts.repository';
import { ActsService, type Target } from './acts.service';
import { readEmoji } from './emoji';

@Injectable()
export class ReactService {
  constructor(
    private readonly acts: ActsService,
    private readonly repository: ActsRepository,
  ) {}

  async react(
    { userId, ...actor }: Actor,
    target: Target,
    { emoji, on }: { emoji: string; on: boolean },
  ): Promise<Message> {
    const picture = readEmoji(emoji);
    return this.acts.change({ userId, ...actor }, target, 'message.reacted', async (transaction, standing) => {
      check(standing, picture, on);
      const moved = await this.repository[on ? 'react' : 'unreact'](transaction, standing, userId, picture);
      return moved ? { ...standing, reactions: await this.repository.summary(transaction, standing.id) } : null;
    });
  }
}

function check(standing: Standing, emoji: string, on: boolean): void {
  if (standing.deletedAt) throw alreadyDeleted();
  if (!may(standing.role, 'react', standing)) throw new DomainError('forbidden', 'You may read here, but not react.');
  const isNewKind = on && !standing.reactions.some((reaction) => reaction.emoji === emoji);
  if (isNewKind && standing.reactions.length >= limits.reactionKinds) {
    const limit = limits.reactionKinds;
    throw new DomainError('reactions.too_many', 'This message has as many kinds of reaction as fit.', { limit });
  }
}
