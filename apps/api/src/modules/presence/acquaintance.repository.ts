import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database';
import { Acquaintance, type Pair, type Seen } from '../../realtime';

@Injectable()
export class AcquaintanceRepository extends Acquaintance {
  constructor(private readonly database: Database) {
    super();
  }

  /**
   * Whoever shares a conversation, unless the other hides when they were last here, has blocked the viewer, or is
   * suspended. Strangers, and ids of nobody, are answered alike. OFFSET 0 keeps it a look into two indexes for each pair:
   * joined as one, the planner would read all memberships of a server for a few hundred pairs.
   */
  async of(pairs: Pair[]): Promise<(Seen | null)[]> {
    const { rows } = await this.database.pool.query<{ place: number; lastSeen: Date | null }>({
      name: 'presence_acquaintance',
      text: `SELECT p.place::int,
                    (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS "lastSeen"
             FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS p (viewer, person, place)
             JOIN users u ON u.id = p.person AND u.suspended_at IS NULL
             WHERE p.viewer = p.person
                OR (u.shows_last_seen
                    AND NOT EXISTS (SELECT FROM blocks b WHERE b.user_id = u.id AND b.blocked_id = p.viewer OFFSET 0)
                    AND EXISTS (
                      SELECT FROM memberships mine
                      JOIN memberships theirs ON theirs.conversation_id = mine.conversation_id
                       AND theirs.user_id = p.person AND theirs.left_at IS NULL
                      WHERE mine.user_id = p.viewer AND mine.left_at IS NULL
                      OFFSET 0))`,
      values: [pairs.map(({ viewerId }) => viewerId), pairs.map(({ personId }) => personId)],
    });
    const found = new Map(rows.map(({ place, lastSeen }) => [place, lastSeen]));
    return pairs.map((_, index) => {
      const lastSeen = found.get(index + 1);
      return lastSeen === undefined ? null : { lastSeen: lastSeen?.toISOString() ?? null };
    });
  }
}
