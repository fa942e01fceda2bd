import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../../platform/database';

@Injectable()
export class BansRepository {
  constructor(private readonly database: Database) {}

  /** Those among these people who may not come back. */
  async among(transaction: Transaction, conversationId: string, userIds: string[]): Promise<string[]> {
    const rows = await transaction.ban.findMany({
      where: { conversationId, userId: { in: userIds } },
      select: { userId: true },
    });
    return rows.map(({ userId }) => userId);
  }

  async add(
    transaction: Transaction,
    conversationId: string,
    ban: { userId: string; bannedBy: string },
  ): Promise<void> {
    await transaction.ban.upsert({
      where: { conversationId_userId: { conversationId, userId: ban.userId } },
      create: { conversationId, ...ban },
      update: {},
    });
  }

  async remove(transaction: Transaction, conversationId: string, userId: string): Promise<void> {
    await transaction.ban.deleteMany({ where: { conversationId, userId } });
  }

  /** By user id, from after one on. */
  page(conversationId: string, after: string | null, limit: number) {
    return this.database.prisma.ban.findMany({
      where: { conversationId, ...(after ? { userId: { gt: after } } : {}) },
      select: { userId: true, bannedBy: true, createdAt: true, user: { select: { name: true } } },
      orderBy: { userId: 'asc' },
      take: limit,
    });
  }
}
