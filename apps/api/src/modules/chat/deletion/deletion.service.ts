import { Injectable } from '@nestjs/common';
import { type DeletedConversation, limits } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { notFound } from '../../../platform/errors';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { StandingsRepository } from '../../memberships';
import { ConversationChanges, permit } from '../changes';
import { DeletionRepository } from './deletion.repository';

const graceMs = limits.deletionGraceDays * 86_400_000;

export const graceBegan = (): Date => new Date(Date.now() - graceMs);

/**
 * Deleting ends every membership, so that it is gone for everybody by the same rule that hides what one has left. For
 * some days whoever owned it may take that back.
 */
@Injectable()
export class DeletionService {
  constructor(
    private readonly changes: ConversationChanges,
    private readonly standings: StandingsRepository,
    private readonly deletions: DeletionRepository,
  ) {}

  async delete(actor: Actor, id: string): Promise<void> {
    await this.changes.change(actor, id, (scene) => {
      permit(scene, 'delete');
      return { whole: 'deleted', gained: -scene.conversation.memberCount };
    });
  }

  async restore(actor: Actor, id: string): Promise<void> {
    await this.changes.change(actor, id, async ({ transaction, conversation, role }) => {
      // There again already: a retry.
      if (role) return null;
      const { deletedAt } = conversation;
      const { count, isOwner } = await this.standings.endedWhole(transaction, id, actor.userId);
      if (!deletedAt || deletedAt <= graceBegan() || !isOwner) throw notFound();
      return { whole: 'restored', gained: count };
    });
  }

  async list(actor: Actor, cursor: string | undefined, limit: number): Promise<Slice<DeletedConversation>> {
    const place = readCursor(cursor, ['time', 'id']);
    const below = place && { deletedAt: new Date(place[0]), id: place[1] };
    const rows = await this.deletions.ofOwner(actor.userId, graceBegan(), below, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ deletedAt, id }) => [deletedAt.getTime(), id]);
    const shown = items.map(({ deletedAt, ...row }) => ({
      ...row,
      deletedAt: deletedAt.toISOString(),
      purgedAt: new Date(deletedAt.getTime() + graceMs).toISOString(),
    }));
    return { items: shown, nextCursor };
  }
}
