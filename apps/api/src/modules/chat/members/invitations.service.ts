import { Injectable } from '@nestjs/common';
import type { Role } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { notFound } from '../../../platform/errors';
import { Blocks, UsersRepository } from '../../users';

/** Whom somebody may bring into a conversation. */
@Injectable()
export class Invitations {
  constructor(
    private readonly users: UsersRepository,
    private readonly blocks: Blocks,
  ) {}

  /** Whoever blocked the one who asks is to them as if they were not there: the same answer as for an id that is nobody's. */
  async check({ userId }: Actor, userIds: string[]): Promise<void> {
    await this.mustExist(userIds);
    if ((await this.blocks.blockersAmong(userIds, userId)).size > 0) throw notFound();
  }

  /** Of everybody in a direct conversation: notes to self have one. Whom the one who opens it has blocked only reads. */
  async directRoles({ userId }: Actor, otherId: string): Promise<Map<string, Role>> {
    const blocked = await this.blocks.blockersAmong([userId], otherId);
    return new Map<string, Role>([
      [otherId, blocked.size > 0 ? 'read_only' : 'member'],
      [userId, 'member'],
    ]);
  }

  async mustExist(userIds: string[]): Promise<void> {
    if (!(await this.users.allExist([...new Set(userIds)]))) throw notFound();
  }
}
