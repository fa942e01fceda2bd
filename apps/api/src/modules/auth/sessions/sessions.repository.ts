import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor';
import { Database, type Transaction } from '../../../platform/database';

export interface NewSession {
  id: string;
  userId: string;
  userAgent: string | null;
  address: string | null;
  /** Until it is over, when nobody uses it. */
  days: number;
  /** Whether signing in was proof enough for sensitive changes. */
  proven: boolean;
  /** How many a person may have. */
  most: number;
}

export interface OpenSession {
  id: string;
  userAgent: string | null;
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date;
}

export interface Door {
  suspended: boolean;
  signInEpoch: number;
}

export interface StoredRefreshToken {
  sessionId: string;
  userId: string;
  /** Null while it is the newest of its family. */
  replacedSecondsAgo: number | null;
  /** Ended, or past its last day. */
  over: boolean;
}

@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /**
   * Locks the person against whatever ends all their sessions at once: either it is seen here, or it sees what is made
   * here. The others who sign in as this person wait, too, so that together they keep within the limit.
   */
  async doorOf(transaction: Transaction, userId: string): Promise<Door | null> {
    const [door] = await transaction.$queryRaw<Door[]>`
      SELECT suspended_at IS NOT NULL AS suspended, sign_in_epoch AS "signInEpoch"
      FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
    return door ?? null;
  }

  /** Answers the ids of those that had to end for it. */
  async create(transaction: Transaction, session: NewSession, hash: Uint8Array): Promise<string[]> {
    const { id, userId, userAgent, address, days, proven, most } = session;
    const ended = await transaction.$queryRaw<{ id: string }[]>`
      WITH opened AS (
        INSERT INTO sessions (id, user_id, user_agent, address, expires_at, proven_at)
        VALUES (${id}::uuid, ${userId}::uuid, ${userAgent}, ${address}, now() + make_interval(days => ${days}),
                CASE WHEN ${proven} THEN now() END)
        RETURNING id
      ), token AS (
        INSERT INTO refresh_tokens (hash, session_id) SELECT ${hash}, id FROM opened
      )
      UPDATE sessions SET revoked_at = clock_timestamp() WHERE id IN (
        SELECT id FROM sessions WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND expires_at > now()
        ORDER BY last_seen_at DESC, id DESC OFFSET ${most - 1})
      RETURNING id::text`;
    return ended.map((one) => one.id);
  }

  /** Ends all of them but one, if one is given, and every sign-in that has begun. */
  async revokeAllOf(transaction: Transaction, userId: string, except: string | null): Promise<string[]> {
    await transaction.$executeRaw`
      UPDATE users SET sign_in_epoch = sign_in_epoch + 1 WHERE id = ${userId}::uuid`;
    // A statement of its own, because its snapshot is younger than the lock: a session may just have been opened.
    const ended = await transaction.$queryRaw<{ id: string }[]>`
      UPDATE sessions SET revoked_at = clock_timestamp()
      WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND id IS DISTINCT FROM ${except}::uuid
      RETURNING id::text`;
    return ended.map((one) => one.id);
  }

  /** Open ones, newest first, from before one on. Ids are in the order of time. */
  async listOf(userId: string, before: string | null, limit: number): Promise<OpenSession[]> {
    return this.database.prisma.session.findMany({
      where: { userId, revokedAt: null, expiresAt: { gt: new Date() }, ...(before ? { id: { lt: before } } : {}) },
      select: { id: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true },
      orderBy: { id: 'desc' },
      take: limit,
    });
  }

  async isOpen(userId: string, id: string): Promise<boolean> {
    const where = { id, userId, revokedAt: null, expiresAt: { gt: new Date() } };
    return (await this.database.prisma.session.findFirst({ where, select: { id: true } })) !== null;
  }

  async touch(ids: string[]): Promise<void> {
    await this.database.pool.query({
      name: 'sessions_touch',
      text: `UPDATE sessions SET last_seen_at = now() WHERE id = ANY ($1::uuid[]) AND last_seen_at < now() - interval '1 minute'`,
      values: [ids],
    });
  }

  async isProven(sessionId: string, seconds: number): Promise<boolean> {
    const { rows } = await this.database.pool.query<{ proven: boolean }>({
      name: 'sessions_proven',
      text: `SELECT coalesce(proven_at > now() - make_interval(secs => $2), false) AS proven
             FROM sessions WHERE id = $1 AND revoked_at IS NULL`,
      values: [sessionId, seconds],
    });
    return rows[0]?.proven ?? false;
  }

  async markProven(sessionId: string): Promise<void> {
    await this.database.prisma.$executeRaw`UPDATE sessions SET proven_at = now() WHERE id = ${sessionId}::uuid`;
  }

  async ownerOf(hash: Uint8Array<ArrayBuffer>): Promise<Actor | null> {
    const select = { sessionId: true, session: { select: { userId: true } } } as const;
    const found = await this.database.prisma.refreshToken.findUnique({ where: { hash }, select });
    return found && { sessionId: found.sessionId, userId: found.session.userId };
  }

  /** Locks the session, so that two refreshes of one family come one after the other. */
  async lock(transaction: Transaction, tokenHash: Uint8Array): Promise<StoredRefreshToken | null> {
    const [session] = await transaction.$queryRaw<Pick<StoredRefreshToken, 'sessionId' | 'userId' | 'over'>[]>`
      SELECT s.id AS "sessionId", s.user_id AS "userId", (s.revoked_at IS NOT NULL OR s.expires_at <= now()) AS over
      FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
      WHERE t.hash = ${tokenHash}
      FOR UPDATE OF s`;
    if (!session) return null;
    // A second statement, because its snapshot is younger than the lock: a twin may just have replaced the token.
    const [token] = await transaction.$queryRaw<Pick<StoredRefreshToken, 'replacedSecondsAgo'>[]>`
      SELECT extract(epoch FROM clock_timestamp() - replaced_at)::float8 AS "replacedSecondsAgo"
      FROM refresh_tokens WHERE hash = ${tokenHash}`;
    return { ...session, replacedSecondsAgo: token?.replacedSecondsAgo ?? null };
  }

  /** The old token stays known for a week: whoever shows it later has stolen it, or was stolen from. */
  async replace(transaction: Transaction, old: Uint8Array, fresh: Uint8Array, days: number): Promise<void> {
    await transaction.$executeRaw`
      WITH replaced AS (
        UPDATE refresh_tokens SET replaced_at = coalesce(replaced_at, clock_timestamp()) WHERE hash = ${old}
        RETURNING session_id
      ), added AS (
        INSERT INTO refresh_tokens (hash, session_id) SELECT ${fresh}, session_id FROM replaced
      ), forgotten AS (
        DELETE FROM refresh_tokens
        WHERE session_id = (SELECT session_id FROM replaced) AND replaced_at < now() - interval '7 days'
      )
      UPDATE sessions SET last_seen_at = now(), expires_at = now() + make_interval(days => ${days})
      WHERE id = (SELECT session_id FROM replaced)`;
  }

  /** False when it was over already. */
  async revoke(sessionId: string): Promise<boolean> {
    const ended = await this.database.prisma.$executeRaw`
      UPDATE sessions SET revoked_at = now() WHERE id = ${sessionId}::uuid AND revoked_at IS NULL`;
    return ended === 1;
  }

  /**
   * What ended after a moment, less an overlap, and the moment to ask from next time. Without one: within the overlap.
   * By the database's clock alone, since the nodes' clocks may differ.
   */
  async revokedSince(since: string | null, overlapSeconds: number): Promise<{ ids: string[]; now: string }> {
    const { rows } = await this.database.pool.query<{ ids: string[]; now: string }>({
      name: 'sessions_revoked',
      text: `SELECT now()::text AS now, array(
               SELECT id::text FROM sessions
               WHERE revoked_at > coalesce($1::timestamptz, now()) - make_interval(secs => $2)) AS ids`,
      values: [since, overlapSeconds],
    });
    const [row] = rows;
    if (!row) throw new Error('The database did not say the time.');
    return row;
  }

  /** Sessions over for so long, at most so many. Nodes that do it at once take different ones. */
  async forgetOver(seconds: number, limit: number): Promise<number> {
    return this.database.prisma.$executeRaw`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions
        WHERE least(revoked_at, expires_at) < now() - make_interval(secs => ${seconds})
        LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
  }
}
