import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../../platform/database';

interface Known {
  userId: string;
  passwordHash: string | null;
  signInEpoch: number;
}

@Injectable()
export class CredentialsRepository {
  constructor(private readonly database: Database) {}

  async create(transaction: Transaction, userId: string, passwordHash: string): Promise<void> {
    await transaction.credential.create({ data: { userId, passwordHash } });
  }

  async put(transaction: Transaction, userId: string, passwordHash: string): Promise<void> {
    const data = { passwordHash };
    await transaction.credential.upsert({ where: { userId }, create: { userId, ...data }, update: data });
  }

  /** One statement whether or not there is such a person, so that the time tells nobody which. */
  async findByLogin(login: string): Promise<Known | null> {
    const column = login.includes('@') ? 'email' : 'username';
    const { rows } = await this.database.pool.query<Known>({
      name: `credentials_by_${column}`,
      text: `SELECT u.id AS "userId", c.password_hash AS "passwordHash", u.sign_in_epoch AS "signInEpoch" FROM users u LEFT JOIN credentials c ON c.user_id = u.id WHERE u.${column} = $1`,
      values: [login],
    });
    return rows[0] ?? null;
  }

  /** The same password at a higher cost; nothing when it was changed meanwhile. */
  async renew(userId: string, old: string, fresh: string): Promise<void> {
    await this.database.prisma.credential.updateMany({
      where: { userId, passwordHash: old },
      data: { passwordHash: fresh },
    });
  }

  async hashOf(userId: string): Promise<string | null> {
    const found = await this.database.prisma.credential.findUnique({ where: { userId } });
    return found?.passwordHash ?? null;
  }
}
