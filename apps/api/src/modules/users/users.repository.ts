import { Injectable } from '@nestjs/common';
import type { ServerRole, User } from '@parley/contracts';
import { Database, type Transaction } from '../../platform/database';
import { type Person, personColumns, toPerson } from './user';

export interface NewPerson {
  id: string;
  email: string;
  username: string;
  name: string;
  role: ServerRole;
}

const listed = { id: true, username: true, name: true, avatarUrl: true } as const;

@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  async create(transaction: Transaction, data: NewPerson): Promise<Person> {
    return toPerson(await transaction.user.create({ data, select: personColumns }));
  }

  async find(id: string): Promise<Person | null> {
    const row = await this.database.prisma.user.findUnique({ where: { id }, select: personColumns });
    return row && toPerson(row);
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

  async isEmpty(): Promise<boolean> {
    return (await this.database.prisma.user.findFirst({ select: { id: true } })) === null;
  }

  /** People but the one who asks, by username, from after a username on. */
  search(asker: string, words: string, after: string | null, limit: number): Promise<User[]> {
    const like = { contains: escapeLike(words), mode: 'insensitive' as const };
    return this.database.prisma.user.findMany({
      where: {
        id: { not: asker },
        ...(words ? { OR: [{ username: like }, { name: like }] } : {}),
        ...(after ? { username: { gt: after } } : {}),
      },
      select: listed,
      orderBy: { username: 'asc' },
      take: limit,
    });
  }
}

/** Prisma hands `contains` to LIKE as it is, where % and _ would match anything. */
const escapeLike = (words: string): string => words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
