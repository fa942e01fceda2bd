import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database';

@Injectable()
export class CredentialsRepository {
  constructor(private readonly database: Database) {}

  async create(transaction: Transaction, userId: string, passwordHash: string): Promise<void> {
    await transaction.credential.create({ data: { userId, passwordHash } });
  }

  async hashOf(userId: string): Promise<string | null> {
    const found = await this.database.prisma.credential.findUnique({
      where: { userId },
      select: { passwordHash: true },
    });
    return found?.passwordHash ?? null;
  }
}
