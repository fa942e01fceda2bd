import { Injectable } from '@nestjs/common';
import { type User, limits, serverEvents } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { Database, type Transaction } from '../../../platform/database';
import { DomainError, notFound } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { Publisher } from '../../../realtime';
import { Audit } from '../../audit';
import { SelfChanges } from '../self-changes.repository';
import { UsersRepository } from '../users.repository';
import { BlocksRepository } from './blocks.repository';

const tooMany = () =>
  new DomainError('validation.failed', 'You have blocked as many people as one can.', { limit: limits.blocksMax });

interface Wish {
  userId: string;
  blocked: boolean;
}

/** Who wants nothing to do with whom. Only the one who blocked is told of it; the other finds out nothing. */
@Injectable()
export class Blocks {
  constructor(
    private readonly blocks: BlocksRepository,
    private readonly users: UsersRepository,
    private readonly selfChanges: SelfChanges,
    private readonly database: Database,
    private readonly publisher: Publisher,
    private readonly audit: Audit,
  ) {}

  async list(actor: Actor, cursor: string | undefined, limit: number): Promise<Slice<User>> {
    const [after = null] = readCursor(cursor, ['string']) ?? [];
    const found = await this.blocks.page(actor.userId, after, limit + 1);
    return pageOf(found, limit, (last) => [last.username]);
  }

  async block(actor: Actor, userId: string, device: Device): Promise<void> {
    if (userId === actor.userId) throw new DomainError('validation.failed', 'Nobody can block themselves.');
    await this.set(actor, { userId, blocked: true }, device);
  }

  unblock(actor: Actor, userId: string, device: Device): Promise<void> {
    return this.set(actor, { userId, blocked: false }, device);
  }

  /** Which of these people have blocked that one. One statement for any number. */
  async blockersAmong(userIds: string[], blockedId: string): Promise<Set<string>> {
    return new Set(await this.blocks.blockersAmong(userIds, blockedId));
  }

  private async set({ userId }: Actor, { userId: otherId, blocked }: Wish, device: Device): Promise<void> {
    if (!(await this.users.allExist([otherId]))) throw notFound();
    const told = await this.database.transaction(async (transaction) => {
      const changed = await this.blocks[blocked ? 'add' : 'remove'](transaction, userId, otherId);
      if (!changed) return [];
      const event = { type: 'block', data: { userId: otherId, blocked } } as const;
      const change = await this.selfChanges.record(transaction, [{ userId, key: otherId, event }]);
      // Counted behind the lock that recording takes, so that two at once cannot both be the last that fits.
      if (blocked) await this.refuseTooMany(transaction, userId);
      const type = blocked ? 'user_blocked' : 'user_unblocked';
      await this.audit.record({ type, actorId: userId, subjectId: otherId, device }, transaction);
      return change;
    });
    for (const [, change] of told) this.publisher.toUser(userId, serverEvents.selfUpdated, change);
  }

  private async refuseTooMany(transaction: Transaction, userId: string): Promise<void> {
    if ((await this.blocks.count(transaction, userId)) > limits.blocksMax) throw tooMany();
  }
}
