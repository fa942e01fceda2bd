import { Injectable } from '@nestjs/common';
import type { RoomSummary } from '@parley/contracts';
import { Database } from '../../../platform/database';

type RoomRow = Omit<RoomSummary, 'kind' | 'visibility'>;

@Injectable()
export class RoomsRepository {
  constructor(private readonly database: Database) {}

  /** Public rooms by name, from after one on; those that banned the one who asks are not among them. */
  async page(
    userId: string,
    words: string,
    after: { name: string; id: string } | null,
    limit: number,
  ): Promise<RoomRow[]> {
    const { rows } = await this.database.pool.query<RoomRow>({
      name: 'rooms_page',
      text: `SELECT c.id, c.name, c.topic, c.hue, c.announcement, c.member_count AS "memberCount",
                    EXISTS (SELECT 1 FROM memberships m
                            WHERE m.conversation_id = c.id AND m.user_id = $1 AND m.left_at IS NULL) AS joined
             FROM conversations c
             WHERE c.visibility = 'public' AND c.deleted_at IS NULL
               AND ($2 = '' OR c.name ILIKE $2 OR c.topic ILIKE $2)
               AND ($3::text IS NULL OR (c.name, c.id) > ($3, $4::uuid))
               AND NOT EXISTS (SELECT 1 FROM bans b WHERE b.conversation_id = c.id AND b.user_id = $1)
             ORDER BY c.name, c.id LIMIT $5`,
      values: [
        userId,
        words && `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
        after?.name ?? null,
        after?.id ?? null,
        limit,
      ],
    });
    return rows;
  }
}
