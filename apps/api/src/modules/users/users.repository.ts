import { Injectable } from '@nestjs/common';
import type { ServerRole } from '@parley/contracts';
import { Database, type Transaction } from '../../platform/database';
import { usernameTaken } from './user.errors';
import { type Person, personColumns, toPerson } from './user';

export interface NewPerson {
  id: string;
  email: string;
  username: string;
  name: string;
  role: ServerRole;
  emailVerifiedAt?: Date | null;
}

@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  async create(transaction: Transaction, data: NewPerson): Promise<Person> {
    const created = await transaction.user.create({ data, select: personColumns });
    if (await this.isHeld(transaction, data.username, data.id)) throw usernameTaken();
    return toPerson(created);
  }

  async find(id: string): Promise<Person | null> {
    const row = await this.database.prisma.user.findUnique({ where: { id }, select: personColumns });
    return row && toPerson(row);
  }

  /** Within a transaction, and those that are there. */
  async findAll(transaction: Transaction, ids: string[]): Promise<Person[]> {
    const rows = await transaction.user.findMany({ where: { id: { in: ids } }, select: personColumns });
    return rows.map(toPerson);
  }

  async findByLogin(login: string): Promise<Person | null> {
    const where = login.includes('@') ? { email: login } : { username: login };
    const row = await this.database.prisma.user.findUnique({ where, select: personColumns });
    return row && toPerson(row);
  }

  async roleOf(id: string): Promise<ServerRole | null> {
    const { rows } = await this.database.pool.query<{ role: ServerRole }>({
      name: 'user_role',
      text: 'SELECT role FROM users WHERE id = $1',
      values: [id],
    });
    return rows[0]?.role ?? null;
  }

  async allExist(ids: string[]): Promise<boolean> {
    return (await this.database.prisma.user.count({ where: { id: { in: ids } } })) === ids.length;
  }

  /** Whether somebody else gave this username up lately and may still have it back. */
  async isHeld(transaction: Transaction, username: string, userId: string): Promise<boolean> {
    const where = { username, userId: { not: userId }, heldUntil: { gt: new Date() } };
    return (await transaction.formerUsername.findFirst({ where, select: { userId: true } })) !== null;
  }

  /** Which of the two somebody has already. */
  async taken({ email, username }: { email: string; username: string }): Promise<'email' | 'username' | null> {
    const found = await this.database.prisma.user.findMany({
      where: { OR: [{ email }, { username }] },
      select: { email: true },
      take: 2,
    });
    if (found.length === 0) return null;
    return found.some((other) => other.email === email) ? 'email' : 'username';
  }

  /** True for the one account that comes first. The lock lets only one sign-up at a time ask while there is nobody. */
  async claimServer(transaction: Transaction): Promise<boolean> {
    const somebody = { select: { id: true } } as const;
    if (await transaction.user.findFirst(somebody)) return false;
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('parley.first-account'))`;
    return (await transaction.user.findFirst(somebody)) === null;
  }

  /** False when this is no longer their address. */
  async markVerified(transaction: Transaction, id: string, email: string): Promise<boolean> {
    const { count } = await transaction.user.updateMany({
      where: { id, email },
      data: { emailVerifiedAt: new Date() },
    });
    return count === 1;
  }

  /** To one that has been proven. Answers the one it was. */
  async changeEmail(transaction: Transaction, id: string, email: string): Promise<string> {
    const was = await transaction.user.findUniqueOrThrow({ where: { id }, select: { email: true } });
    await transaction.user.update({ where: { id }, data: { email, emailVerifiedAt: new Date() } });
    return was.email;
  }

  async isEmpty(): Promise<boolean> {
    return (await this.database.prisma.user.findFirst({ select: { id: true } })) === null;
  }
}
