import { Injectable } from '@nestjs/common';
import type { ManagedPerson, ServerRole } from '@parley/contracts';
import { Database, type SearchPatterns, type Transaction } from '../../../platform/database';
import type { Standing } from './standing';

type Moments = 'createdAt' | 'lastSeenAt' | 'suspendedAt';

type Row = Omit<ManagedPerson, Moments> & { createdAt: Date; lastSeenAt: Date | null; suspendedAt: Date | null };

interface Wanted {
  patterns: SearchPatterns | null;
  /** What was typed, which may be a whole address. */
  email: string;
  after: string | null;
  limit: number;
}

const managed = `
  SELECT u.id, u.username, u.name, u.avatar_url AS "avatarUrl", u.email, u.email_verified_at IS NOT NULL AS "emailVerified",
         u.role, u.created_at AS "createdAt", u.suspended_at AS "suspendedAt", u.suspended_reason AS "suspendedReason",
         (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS "lastSeenAt"
  FROM users u`;

@Injectable()
export class PeopleRepository {
  constructor(private readonly database: Database) {}

  /** By username, from after one on. An address is found whole, not by its parts. */
  async page({ patterns, email, after, limit }: Wanted): Promise<ManagedPerson[]> {
    const { rows } = patterns
      ? await this.database.pool.query<Row>({
          name: 'people_matching',
          text: `${managed} WHERE ($1::text IS NULL OR u.username > $1)
                   AND (directory_text(u.username, u.name) LIKE $2 OR directory_text(u.username, u.name) LIKE $3 OR u.email = $4)
                 ORDER BY u.username LIMIT $5`,
          values: [after, patterns.start, patterns.anywhere, email, limit],
        })
      : await this.database.pool.query<Row>({
          name: 'people',
          text: `${managed} WHERE ($1::text IS NULL OR u.username > $1) ORDER BY u.username LIMIT $2`,
          values: [after, limit],
        });
    return rows.map(toManaged);
  }

  async find(id: string): Promise<ManagedPerson | null> {
    const { rows } = await this.database.pool.query<Row>({
      name: 'person_managed',
      text: `${managed} WHERE u.id = $1`,
      values: [id],
    });
    return rows[0] ? toManaged(rows[0]) : null;
  }

  /** Of those who look after the server, where they have shown that the address is theirs. */
  async staffAddresses(): Promise<string[]> {
    const staff = await this.database.prisma.user.findMany({
      where: { role: { in: ['owner', 'admin'] }, suspendedAt: null, emailVerifiedAt: { not: null } },
      select: { email: true },
      take: 100,
    });
    return staff.map(({ email }) => email);
  }

  /**
   * Locks both, in the order of their ids, and says what they are behind the lock: whoever lost their role a moment ago
   * does nothing with it any more.
   */
  async standings(transaction: Transaction, ids: string[]): Promise<Standing[]> {
    return transaction.$queryRaw<Standing[]>`
      SELECT id, role, suspended_at IS NOT NULL AS suspended FROM users WHERE id = ANY (${ids}::uuid[])
      ORDER BY id FOR NO KEY UPDATE`;
  }

  async setRole(transaction: Transaction, id: string, role: ServerRole): Promise<void> {
    await transaction.user.update({ where: { id }, data: { role }, select: { id: true } });
  }

  async setSuspended(transaction: Transaction, id: string, suspended: { reason: string | null } | null): Promise<void> {
    const data = { suspendedAt: suspended && new Date(), suspendedReason: suspended && suspended.reason };
    await transaction.user.update({ where: { id }, data, select: { id: true } });
  }
}

const toManaged = ({ createdAt, lastSeenAt, suspendedAt, ...rest }: Row): ManagedPerson => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
  suspendedAt: suspendedAt?.toISOString() ?? null,
});
