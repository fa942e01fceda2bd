import { Injectable } from '@nestjs/common';
import type { Role } from '@parley/contracts';
import { Database, type Transaction } from '../../platform/database';
import type { Heard, Subscription } from '../../realtime';
import type { MemberRow, Membership } from './membership';

export interface Since {
  conversationId: string;
  /** Above this rev … */
  after: number;
  /** … and not above this one. */
  upTo: number;
}

type HeardTuple = [id: string, visibleAfter: number, rev: number];

interface Room {
  rows: number;
  rowsOfAll: number;
}

@Injectable()
export class MembershipsRepository {
  constructor(private readonly database: Database) {}

  async find(userId: string, conversationIds: string[]): Promise<Membership[]> {
    const { rows } = await this.database.pool.query<Membership>({
      name: 'memberships_find',
      text: `SELECT conversation_id AS "conversationId", user_id AS "userId", role, visible_after AS "visibleAfter"
             FROM memberships WHERE user_id = $1 AND conversation_id = ANY($2::uuid[]) AND left_at IS NULL`,
      values: [userId, conversationIds],
    });
    return rows;
  }

  /** What sockets of these people hear, and the selfRev it was true at: one statement, one snapshot. */
  async subscriptions(userIds: string[]): Promise<Map<string, Subscription>> {
    // A row a person: those who come back by the thousand have tens of conversations each, and reading a row costs this
    // process more than finding it costs the database.
    const { rows } = await this.database.pool.query<{ userId: string; selfRev: number; heard: HeardTuple[] }>({
      name: 'memberships_subscriptions',
      text: `SELECT u.id AS "userId", u.self_rev AS "selfRev", (
               SELECT coalesce(json_agg(json_build_array(c.id, m.visible_after, c.rev)), '[]')
               FROM memberships m JOIN conversations c ON c.id = m.conversation_id
               WHERE m.user_id = u.id AND m.left_at IS NULL
             ) AS heard
             FROM users u WHERE u.id = ANY($1::uuid[])`,
      values: [userIds],
    });
    const heardOf = ([id, visibleAfter, rev]: HeardTuple): Heard => ({ id, visibleAfter, rev });
    return new Map(rows.map(({ userId, selfRev, heard }) => [userId, { selfRev, conversations: heard.map(heardOf) }]));
  }

  /**
   * Members as they are now whose row changed after each given rev, those who left included, at most `rows` a
   * conversation and `rowsOfAll` in all; those of one rev stay together.
   */
  async changedSince(since: Since[], { rows: limit, rowsOfAll }: Room): Promise<MemberRow[]> {
    const { rows } = await this.database.pool.query<MemberRow>({
      name: 'memberships_changed',
      text: `SELECT m.conversation_id AS "conversationId", m.user_id AS "userId", u.name, u.username, m.role, m.rev,
                    m.at_seq AS "atSeq", m.since, m.left_at AS "leftAt"
             FROM (
               SELECT c.*, s.ord
               FROM unnest($1::uuid[], $2::int[], $3::int[]) WITH ORDINALITY AS s (id, after, up_to, ord)
               CROSS JOIN LATERAL (
                 SELECT * FROM memberships WHERE conversation_id = s.id AND rev > s.after AND rev <= s.up_to
                 ORDER BY rev FETCH FIRST $4 ROWS WITH TIES
               ) c
               ORDER BY s.ord, c.rev FETCH FIRST $5 ROWS WITH TIES
             ) m
             JOIN users u ON u.id = m.user_id
             ORDER BY m.ord, m.rev, m.user_id`,
      values: [
        since.map((s) => s.conversationId),
        since.map((s) => s.after),
        since.map((s) => s.upTo),
        limit,
        rowsOfAll,
      ],
    });
    return rows;
  }

  /** The first members of a conversation: one statement, however many. */
  async add(transaction: Transaction, conversationId: string, roles: Map<string, Role>): Promise<void> {
    await transaction.$executeRaw`
      INSERT INTO memberships (conversation_id, user_id, role, rev, at_seq)
      SELECT ${conversationId}::uuid, m.user_id, m.role::role, 1, 0
      FROM unnest(${[...roles.keys()]}::uuid[], ${[...roles.values()]}::text[]) AS m (user_id, role)`;
  }
}
