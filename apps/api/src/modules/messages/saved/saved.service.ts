import { Injectable } from '@nestjs/common';
import { type SavedMessage, type SelfEvent, limits } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import { DomainError, notFound } from '../../../platform/errors';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { Publisher } from '../../../realtime';
import { SelfChanges, type Told } from '../../users';
import { alreadyDeleted } from '../acts/act.errors';
import { ActsRepository } from '../acts/acts.repository';
import { ActsService } from '../acts/acts.service';
import { presentMessage } from '../messages.presenter';
import { SavedRepository } from './saved.repository';

type Saved = Extract<SelfEvent, { type: 'saved' }>['data'];

/** Messages somebody keeps for later: theirs alone, on all their devices. */
@Injectable()
export class SavedService {
  constructor(
    private readonly saved: SavedRepository,
    private readonly acts: ActsService,
    private readonly messages: ActsRepository,
    private readonly selfChanges: SelfChanges,
    private readonly publisher: Publisher,
  ) {}

  async save(actor: Actor, messageId: string): Promise<void> {
    const { userId } = actor;
    const told = await this.acts.inTurn(actor, async (transaction) => {
      const found = await this.messages.standing(transaction, { userId, messageId });
      if (!found) throw notFound();
      if (found.deletedAt) throw alreadyDeleted();
      if (await this.saved.has(transaction, userId, messageId)) return [];
      if ((await this.saved.count(transaction, userId)) >= limits.savedMax) throw tooMany();
      const { conversationId, seq, now } = found;
      const place = { conversationId, messageId, seq, savedAt: now.toISOString() };
      const changes = await this.record(transaction, userId, place);
      for (const [, { selfRev }] of changes) {
        await this.saved.add(transaction, { userId, messageId, selfRev, savedAt: now });
      }
      return changes;
    });
    this.publisher.own(told);
  }

  /** One's own list, so nobody need still see what is taken from it. */
  async remove(actor: Actor, messageId: string): Promise<void> {
    const { userId } = actor;
    const told = await this.acts.inTurn(actor, async (transaction) => {
      const place = await this.saved.remove(transaction, userId, messageId);
      return place ? this.record(transaction, userId, { ...place, messageId, savedAt: null }) : [];
    });
    this.publisher.own(told);
  }

  async list({ userId }: Actor, cursor: string | undefined, limit: number): Promise<Slice<SavedMessage>> {
    const [below = 2 ** 31 - 1] = readCursor(cursor, ['count']) ?? [];
    const { items, nextCursor } = pageOf(await this.saved.page(userId, below, limit + 1), limit, (row) => [
      row.selfRev,
    ]);
    const shown = items.map(({ savedAt, selfRev, visibleAfter, ...message }) => ({
      message: presentMessage(message, visibleAfter),
      savedAt: savedAt.toISOString(),
      selfRev,
    }));
    return { items: shown, nextCursor };
  }

  private record(transaction: Transaction, userId: string, data: Saved): Promise<Told> {
    const event = { type: 'saved', data } as const;
    return this.selfChanges.record(transaction, [{ userId, key: data.messageId, event }]);
  }
}

const tooMany = () =>
  new DomainError('saved.too_many', 'You have saved as many messages as one can.', { limit: limits.savedMax });
