import { Injectable } from '@nestjs/common';
import { type User, limits } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import { DomainError } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { Audit } from '../../audit';
import { SelfChanges, type Told } from '../self-changes.repository';
import { BlocksRepository } from './blocks.repository';

const tooMany = () =>
  new DomainError('validation.failed', 'You have blocked as many people as one can.', { limit: limits.blocksMax });

interface Wish {
  userId: string;
  blocked: boolean;
}

/** Who wants nothing to do with whom. Only the one who blocked is told of it. */
@Injectable()
export class Blocks {
  constructor(
    private readonly blocks: BlocksRepository,
    private readonly selfChanges: SelfChanges,
    private readonly audit: Audit,
  ) {}

  async list(actor: Actor, cursor: string | undefined, limit: number): Promise<Slice<User>> {
    const [after = null] = readCursor(cursor, ['string']) ?? [];
    const found = await this.blocks.page(actor.userId, after, limit + 1);
    return pageOf(found, limit, (last) => [last.username]);
  }

  /** In the transaction of whoever else has to know of it; to be told to that person alone, once it is committed. */
  async change(transaction: Transaction, { userId }: Actor, wish: Wish, device: Device): Promise<Told> {
    const { userId: otherId, blocked } = wish;
    const changed = await this.blocks[blocked ? 'add' : 'remove'](transaction, userId, otherId);
    if (!changed) return [];
    const event = { type: 'block', data: { userId: otherId, blocked } } as const;
    const told = await this.selfChanges.record(transaction, [{ userId, key: otherId, event }]);
    // Counted behind the lock that recording takes, so that two at once cannot both be the last that fits.
    if (blocked) await this.refuseTooMany(transaction, userId);
    const type = blocked ? 'user_blocked' : 'user_unblocked';
    await this.audit.record({ type, actorId: userId, subjectId: otherId, device }, transaction);
    return told;
  }

  /** Which of these people have blocked that one. One statement for any number. */
  async blockersAmong(userIds: string[], blockedId: string): Promise<Set<string>> {
    return new Set(await this.blocks.blockersAmong(userIds, blockedId));
  }

  private async refuseTooMany(transaction: Transaction, userId: string): Promise<void> {
    if ((await this.blocks.count(transaction, userId)) > limits.blocksMax) throw tooMany();
  }
}
