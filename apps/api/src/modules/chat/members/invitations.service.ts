import { Injectable } from '@nestjs/common';
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

  async mustExist(userIds: string[]): Promise<void> {
    if (!(await this.users.allExist([...new Set(userIds)]))) throw notFound();
  }
}
