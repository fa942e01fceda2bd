import { Injectable } from '@nestjs/common';
import type { Profile } from '@parley/contracts';
import { Database, type Prisma, type Transaction } from '../../../platform/database';
import { statusOf } from '../user';

/** A username its person gave up is kept for them so long: nobody can slip into a name that others still know. */
const heldDays = 30;

type ProfileRow = Omit<Profile, 'status' | 'lastSeenAt' | 'createdAt'> & {
  statusEmoji: string | null;
  statusText: string | null;
  statusExpiresAt: Date | null;
  lastSeenAt: Date | null;
  createdAt: Date;
};

@Injectable()
export class ProfileRepository {
  constructor(private readonly database: Database) {}

  async change(transaction: Transaction, id: string, data: Prisma.UserUpdateInput): Promise<void> {
    await transaction.user.update({ where: { id }, data, select: { id: true } });
  }

  /** And locks it, so that of two changes at once each sees the name the other gives up. */
  async usernameOf(transaction: Transaction, id: string): Promise<string | null> {
    const [row] = await transaction.$queryRaw<{ username: string }[]>`
      SELECT username FROM users WHERE id = ${id}::uuid FOR UPDATE`;
    return row?.username ?? null;
  }

  /** Replaces the one held for them before, and one nobody has asked back in time. */
  async hold(transaction: Transaction, userId: string, username: string): Promise<void> {
    await transaction.formerUsername.deleteMany({ where: { OR: [{ userId }, { username }] } });
    const heldUntil = new Date(Date.now() + heldDays * 86_400_000);
    await transaction.formerUsername.create({ data: { userId, username, heldUntil } });
  }

  /**
   * As one person sees another. Whom the other has blocked sees neither when they were here nor what they are up to, as of
   * somebody who hides it and has nothing to say: a block is not told.
   */
  async seenBy(asker: string, id: string): Promise<Profile | null> {
    const { rows } = await this.database.pool.query<ProfileRow>({
      name: 'profile',
      text: `SELECT u.id, u.username, u.name, u.avatar_url AS "avatarUrl", u.role, u.bio, u.time_zone AS "timeZone",
                    u.status_emoji AS "statusEmoji", u.status_expires_at AS "statusExpiresAt", u.created_at AS "createdAt",
                    CASE WHEN shut.user_id IS NULL THEN u.status_text END AS "statusText",
                    CASE WHEN shut.user_id IS NULL AND u.shows_last_seen
                      THEN (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) END AS "lastSeenAt",
                    EXISTS (SELECT FROM blocks b WHERE b.user_id = $1 AND b.blocked_id = u.id) AS blocked
             FROM users u LEFT JOIN blocks shut ON shut.user_id = u.id AND shut.blocked_id = $1
             WHERE u.id = $2`,
      values: [asker, id],
    });
    return rows[0] ? toProfile(rows[0]) : null;
  }
}

function toProfile({ statusEmoji, statusText, statusExpiresAt, lastSeenAt, createdAt, ...rest }: ProfileRow): Profile {
  return {
    ...rest,
    status: statusOf({ statusEmoji, statusText, statusExpiresAt }),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
