import { Injectable } from '@nestjs/common';
import type { Role } from '@parley/contracts';
import { Database } from '../../../platform/database';
import type { MemberRow } from '../../memberships';

export interface MembersQuestion {
  conversationId: string;
  /** Part of a name or username; '' finds everybody. */
  words: string;
  after: { role: Role; name: string; userId: string } | null;
  limit: number;
}

const columns = `m.conversation_id AS "conversationId", m.user_id AS "userId", u.name, u.username, m.role, m.rev,
  m.at_seq AS "atSeq", m.since, m.left_at AS "leftAt"`;

@Injectable()
export class MembersRepository {
  constructor(private readonly database: Database) {}

  /** Owners first, then admins and the others; by name, from after a place on. */
  async page({ conversationId, words, after, limit }: MembersQuestion): Promise<MemberRow[]> {
    const { rows } = await this.database.pool.query<MemberRow>({
      name: 'members_page',
      text: `SELECT ${columns} FROM memberships m JOIN users u ON u.id = m.user_id
             WHERE m.conversation_id = $1 AND m.left_at IS NULL
               AND ($2 = '' OR u.name ILIKE $2 OR u.username ILIKE $2)
               AND ($3::role IS NULL OR (m.role, u.name, m.user_id) > ($3::role, $4::text, $5::uuid))
             ORDER BY m.role, u.name, m.user_id LIMIT $6`,
      values: [
        conversationId,
        words && `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
        after?.role ?? null,
        after?.name ?? null,
        after?.userId ?? null,
        limit,
      ],
    });
    return rows;
  }

  async some(conversationId: string, userIds: string[]): Promise<MemberRow[]> {
    const { rows } = await this.database.pool.query<MemberRow>({
      name: 'members_some',
      text: `SELECT ${columns} FROM memberships m JOIN users u ON u.id = m.user_id
             WHERE m.conversation_id = $1 AND m.user_id = ANY ($2::uuid[]) AND m.left_at IS NULL
             ORDER BY m.role, u.name, m.user_id`,
      values: [conversationId, userIds],
    });
    return rows;
  }
}
