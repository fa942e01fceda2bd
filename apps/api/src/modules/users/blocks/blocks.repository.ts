import { Injectable } from '@nestjs/common';
import type { User } from '@parley/contracts';
import { Database, type Transaction } from '../../../platform/database';

@Injectable()
export class BlocksRepository {
  constructor(private readonly database: Database) {}

  /** False when it was so already. */
  async add(transaction: Transaction, userId: string, blockedId: string): Promise<boolean> {
    const added = await transaction.block.createMany({ data: [{ userId, blockedId }], skipDuplicates: true });
    return added.count === 1;
  }

  async remove(transaction: Transaction, userId: string, blockedId: string): Promise<boolean> {
    return (await transaction.block.deleteMany({ where: { userId, blockedId } })).count === 1;
  }

  count(transaction: Transaction, userId: string): Promise<number> {
    return transaction.block.count({ where: { userId } });
  }

  /** By username, from after one on. */
  page(userId: string, after: string | null, limit: number): Promise<User[]> {
    return this.database.prisma.user.findMany({
      where: { blockedBy: { some: { userId } }, ...(after ? { username: { gt: after } } : {}) },
      select: { id: true, username: true, name: true, avatarUrl: true },
      orderBy: { username: 'asc' },
      take: limit,
    });
  }

  async blockersAmong(userIds: string[], blockedId: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ userId: string }>({
      name: 'blockers_among',
      text: 'SELECT user_id AS "userId" FROM blocks WHERE blocked_id = $2 AND user_id = ANY($1::uuid[])',
      values: [userIds, blockedId],
    });
    return rows.map(({ userId }) => userId);
  }
}
