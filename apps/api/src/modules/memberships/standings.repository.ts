import { Injectable } from '@nestjs/common';
import type { Role } from '@parley/contracts';
import type { Transaction } from '../../platform/database';
import type { Ending, MovedMember, Standing } from './membership';

/** Where a conversation stands at the moment of a change. */
export interface Place {
  conversationId: string;
  rev: number;
  seq: number;
  /** What those who join now may not read. */
  visibleAfter: number;
}

const told = (change: string) => `
  WITH moved AS (${change} RETURNING m.*)
  SELECT moved.conversation_id AS "conversationId", moved.user_id AS "userId", u.name, u.username, moved.role, moved.rev,
         moved.at_seq AS "atSeq", moved.since, moved.left_at AS "leftAt", moved.visible_after AS "visibleAfter"
  FROM moved JOIN users u ON u.id = moved.user_id ORDER BY moved.user_id`;

const marked = 'rev = $2, at_seq = $3, since = now(), changed_xid = pg_current_xact_id()';

const standText = told(`
  INSERT INTO memberships AS m (conversation_id, user_id, role, rev, at_seq, visible_after, delivered_seq, read_seq)
  SELECT $1::uuid, s.user_id, s.role::role, $2::int, $3::int, $4::int, $3::int, $3::int
  FROM unnest($5::uuid[], $6::text[]) AS s (user_id, role)
  ON CONFLICT (conversation_id, user_id) DO UPDATE SET
    role = excluded.role, ${marked}, left_at = NULL, ended_as = NULL,
    visible_after = CASE WHEN m.left_at IS NULL THEN m.visible_after ELSE excluded.visible_after END,
    delivered_seq = CASE WHEN m.left_at IS NULL THEN m.delivered_seq ELSE excluded.delivered_seq END,
    read_seq = CASE WHEN m.left_at IS NULL THEN m.read_seq ELSE excluded.read_seq END`);

const endText = told(`
  UPDATE memberships m SET ${marked}, left_at = now(), ended_as = e.ended_as::membership_end
  FROM unnest($4::uuid[], $5::text[]) AS e (user_id, ended_as)
  WHERE m.conversation_id = $1::uuid AND m.user_id = e.user_id AND m.left_at IS NULL`);

const endAllText = told(`
  UPDATE memberships m SET ${marked}, left_at = now(), ended_as = 'deleted'
  FROM (
    SELECT user_id FROM memberships WHERE conversation_id = $1::uuid AND left_at IS NULL
    ORDER BY user_id FOR NO KEY UPDATE
  ) e
  WHERE m.conversation_id = $1::uuid AND m.user_id = e.user_id`);

const resumeAllText = told(`
  UPDATE memberships m SET ${marked}, left_at = NULL, ended_as = NULL
  WHERE m.conversation_id = $1::uuid AND m.ended_as = 'deleted'`);

/** How memberships begin, change and end. All of it happens behind the lock of the conversation's row. */
@Injectable()
export class StandingsRepository {
  /** The members among these people. */
  async roles(transaction: Transaction, conversationId: string, userIds: string[]): Promise<Map<string, Role>> {
    const rows = await transaction.$queryRaw<{ userId: string; role: Role }[]>`
      SELECT user_id AS "userId", role FROM memberships
      WHERE conversation_id = ${conversationId}::uuid AND user_id = ANY (${userIds}::uuid[]) AND left_at IS NULL`;
    return new Map(rows.map(({ userId, role }) => [userId, role]));
  }

  /** The same, and nobody else changes these memberships: in the order in which receipts take them, against circles. */
  async lock(transaction: Transaction, conversationId: string, userIds: string[]): Promise<Map<string, Role>> {
    const rows = await transaction.$queryRaw<{ userId: string; role: Role }[]>`
      SELECT user_id AS "userId", role FROM memberships
      WHERE conversation_id = ${conversationId}::uuid AND user_id = ANY (${userIds}::uuid[]) AND left_at IS NULL
      ORDER BY user_id FOR NO KEY UPDATE`;
    return new Map(rows.map(({ userId, role }) => [userId, role]));
  }

  /** Who joins has read what was said before; who comes back sees what the conversation now lets newcomers see. */
  async stand(transaction: Transaction, place: Place, standing: Standing[]): Promise<MovedMember[]> {
    if (standing.length === 0) return [];
    const { conversationId, rev, seq, visibleAfter } = place;
    const userIds = standing.map(({ userId }) => userId);
    const roles = standing.map(({ role }) => role);
    return transaction.$queryRawUnsafe(standText, conversationId, rev, seq, visibleAfter, userIds, roles);
  }

  async end(transaction: Transaction, { conversationId, rev, seq }: Place, ended: Ending[]): Promise<MovedMember[]> {
    if (ended.length === 0) return [];
    const userIds = ended.map(({ userId }) => userId);
    const ways = ended.map(({ as }) => as);
    return transaction.$queryRawUnsafe(endText, conversationId, rev, seq, userIds, ways);
  }

  endAll(transaction: Transaction, { conversationId, rev, seq }: Place): Promise<MovedMember[]> {
    return transaction.$queryRawUnsafe(endAllText, conversationId, rev, seq);
  }

  /** Those whose membership ended with the conversation, and with nothing else. */
  resumeAll(transaction: Transaction, { conversationId, rev, seq }: Place): Promise<MovedMember[]> {
    return transaction.$queryRawUnsafe(resumeAllText, conversationId, rev, seq);
  }

  /** Whose membership ended with the conversation: how many, and whether the given one owned it then. */
  async endedWhole(transaction: Transaction, conversationId: string, userId: string) {
    const [row] = await transaction.$queryRaw<{ count: number; isOwner: boolean | null }[]>`
      SELECT count(*)::int AS count, bool_or(user_id = ${userId}::uuid AND role = 'owner') AS "isOwner"
      FROM memberships WHERE conversation_id = ${conversationId}::uuid AND ended_as = 'deleted'`;
    return { count: row?.count ?? 0, isOwner: row?.isOwner ?? false };
  }

  /**
   * Whether others own it too, and who would when the given one goes: the oldest admin, else the longest-standing member.
   * Somebody suspended owns nothing that others could use: they come last.
   */
  async succession(transaction: Transaction, conversationId: string, userId: string) {
    const [heir] = await transaction.$queryRaw<{ userId: string; role: Role }[]>`
      SELECT m.user_id AS "userId", m.role FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.conversation_id = ${conversationId}::uuid AND m.left_at IS NULL AND m.user_id <> ${userId}::uuid
      ORDER BY u.suspended_at IS NOT NULL, m.role, m.since, m.user_id LIMIT 1`;
    return heir ?? null;
  }
}
