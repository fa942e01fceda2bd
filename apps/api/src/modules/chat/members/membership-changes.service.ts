import { Injectable } from '@nestjs/common';
import { type Role, limits, mayActOn, mayGive } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { DomainError, notFound } from '../../../platform/errors';
import { StandingsRepository } from '../../memberships';
import { ServerRights } from '../../users';
import { type Plan, type Scene, ConversationChanges, forbidden, permit } from '../changes';
import { BansRepository } from './bans.repository';
import { Invitations } from './invitations.service';

const full = () =>
  new DomainError('conversation.full', 'There is no room for so many people here.', { limit: limits.groupMembers });
const lastOwner = () => new DomainError('owner.last', 'Somebody has to own this. Make another member an owner first.');

/** Coming, going, and what people may do while they are there. */
@Injectable()
export class MembershipChanges {
  constructor(
    private readonly changes: ConversationChanges,
    private readonly standings: StandingsRepository,
    private readonly bans: BansRepository,
    private readonly invitations: Invitations,
    private readonly rights: ServerRights,
  ) {}

  /** Into a public room. Whoever is in already stays as they are. */
  async join(actor: Actor, id: string): Promise<void> {
    if (!(await this.rights.may(actor, 'room.browse'))) throw notFound();
    await this.changes.change(actor, id, async ({ transaction, conversation, role }) => {
      if (role) return null;
      const isOpen = conversation.visibility === 'public' && !conversation.deletedAt;
      if (!isOpen || (await this.bans.among(transaction, id, [actor.userId])).length > 0) throw notFound();
      return { standing: [{ userId: actor.userId, role: 'member' }] };
    });
  }

  /** Doubles and those who are in already are ignored. */
  async add(actor: Actor, id: string, userIds: string[]): Promise<void> {
    // Before the lock: a transaction that waits for a second connection can wait for ever.
    await this.invitations.check(actor, userIds);
    await this.changes.change(actor, id, async (scene) => {
      permit(scene, 'add');
      const there = await scene.roles(userIds);
      const fresh = [...new Set(userIds)].filter((userId) => !there.has(userId));
      if (fresh.length === 0) return null;
      const { kind, memberCount } = scene.conversation;
      if (kind === 'group' && memberCount + fresh.length > limits.groupMembers) throw full();
      const banned = await this.bans.among(scene.transaction, id, fresh);
      if (banned.length > 0) {
        throw new DomainError('member.banned', 'Lift the ban first.', { userIds: banned });
      }
      return { standing: fresh.map((userId) => ({ userId, role: 'member' as const })) };
    });
  }

  /** One's own membership ends by leaving, another's by being removed. */
  async remove(actor: Actor, id: string, userId: string): Promise<void> {
    await this.changes.change(actor, id, (scene) =>
      userId === actor.userId ? this.leaving(scene) : this.removal(scene, userId),
    );
  }

  /** Who is banned is removed too, and cannot come back or be added until the ban is lifted. */
  async ban(actor: Actor, id: string, userId: string): Promise<void> {
    if (userId === actor.userId) throw new DomainError('validation.failed', 'Nobody can ban themselves.');
    await this.invitations.mustExist([userId]);
    await this.changes.change(actor, id, async (scene) => {
      permit(scene, 'ban');
      const there = (await scene.roles([userId])).has(userId);
      const plan = there ? await this.removal(scene, userId) : null;
      await this.bans.add(scene.transaction, id, { userId, bannedBy: actor.userId });
      return plan;
    });
  }

  async unban(actor: Actor, id: string, userId: string): Promise<void> {
    await this.changes.change(actor, id, async (scene) => {
      permit(scene, 'ban');
      await this.bans.remove(scene.transaction, id, userId);
      return null;
    });
  }

  async setRole(actor: Actor, id: string, { userId, role: to }: { userId: string; role: Role }): Promise<void> {
    await this.changes.change(actor, id, async (scene) => {
      const mine = permit(scene, 'role');
      const from = (await scene.roles([userId])).get(userId);
      if (!from) throw notFound();
      const isSelf = userId === actor.userId;
      if (!(isSelf ? mayStepDown(from, to) : mayGive(mine, from, to))) throw forbidden();
      if (from === to) return null;
      if (isSelf && from === 'owner') await this.refuseLastOwner(scene);
      return { standing: [{ userId, role: to }] };
    });
  }

  /** The last owner hands on to the oldest admin, else to whoever has been here longest; the last of all takes it along. */
  private async leaving(scene: Scene): Promise<Plan> {
    const { transaction, conversation, actorId } = scene;
    const role = permit(scene, 'leave');
    if (conversation.memberCount === 1) return { whole: 'deleted', gained: -1 };
    const plan: Plan = { ended: [{ userId: actorId, as: 'left' }] };
    if (role !== 'owner') return plan;
    const heir = await this.standings.succession(transaction, conversation.id, actorId);
    return heir && heir.role !== 'owner' ? { ...plan, standing: [{ userId: heir.userId, role: 'owner' }] } : plan;
  }

  private async removal(scene: Scene, userId: string): Promise<Plan> {
    const mine = permit(scene, 'remove');
    const theirs = (await scene.roles([userId])).get(userId);
    if (!theirs) throw notFound();
    if (!mayActOn(mine, theirs)) throw forbidden();
    return { ended: [{ userId, as: 'removed' }] };
  }

  private async refuseLastOwner({ transaction, conversation, actorId }: Scene): Promise<void> {
    const heir = await this.standings.succession(transaction, conversation.id, actorId);
    if (heir?.role !== 'owner') throw lastOwner();
  }
}

/** Anybody who has a standing may give it up; nobody raises themselves. */
const mayStepDown = (from: Role, to: Role): boolean =>
  from === to || from === 'owner' || (from === 'admin' && to !== 'owner');
