import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import { DomainError } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { Publisher } from '../../../realtime';
import { Blocks, type Told } from '../../users';
import { type Plan, ConversationChanges } from '../changes';
import { directKey } from '../conversation';
import { ConversationsRepository } from '../conversations.repository';
import { Invitations } from '../members/invitations.service';

interface Wish {
  userId: string;
  blocked: boolean;
}

/**
 * Whoever is blocked reads what the two wrote to each other and adds nothing to it. Their role says so, which every act
 * looks at already, on every node; it changes in the transaction of the block.
 */
@Injectable()
export class BlockingService {
  constructor(
    private readonly blocks: Blocks,
    private readonly conversations: ConversationsRepository,
    private readonly changes: ConversationChanges,
    private readonly invitations: Invitations,
    private readonly publisher: Publisher,
  ) {}

  async block(actor: Actor, userId: string, device: Device): Promise<void> {
    if (userId === actor.userId) throw new DomainError('validation.failed', 'Nobody can block themselves.');
    await this.set(actor, { userId, blocked: true }, device);
  }

  unblock(actor: Actor, userId: string, device: Device): Promise<void> {
    return this.set(actor, { userId, blocked: false }, device);
  }

  private async set(actor: Actor, wish: Wish, device: Device): Promise<void> {
    await this.invitations.mustExist([wish.userId]);
    const change = (transaction: Transaction) => this.blocks.change(transaction, actor, wish, device);
    const direct = await this.conversations.findDirect(directKey(actor.userId, wish.userId));
    if (direct)
      return this.changes.change(actor, direct, async (scene) => planOf(wish, await change(scene.transaction)));
    const told = await this.conversations.transaction(change);
    this.publisher.own(told);
  }
}

const planOf = ({ userId, blocked }: Wish, told: Told): Plan | null =>
  told.length === 0 ? null : { standing: [{ userId, role: blocked ? 'read_only' : 'member' }], told };
