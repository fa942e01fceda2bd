import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database';
import { Acquaintance, type Open } from '../../realtime';

@Injectable()
export class AcquaintanceRepository extends Acquaintance {
  constructor(private readonly database: Database) {
    super();
  }

  /**
   * By person and not by pair: somebody whom thousands have on screen is looked up once. What the viewer is a member of
   * their socket knows.
   */
  async of(personIds: string[]): Promise<Map<string, Open>> {
    const { rows } = await this.database.pool.query<Omit<Open, 'lastSeen'> & { id: string; lastSeen: Date | null }>({
      name: 'presence_acquaintance',
      text: `SELECT u.id,
                    ARRAY(SELECT m.conversation_id::text FROM memberships m
                          WHERE m.user_id = u.id AND m.left_at IS NULL) AS conversations,
                    ARRAY(SELECT b.blocked_id::text FROM blocks b WHERE b.user_id = u.id) AS blocked,
                    (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS "lastSeen"
             FROM users u
             WHERE u.id = ANY($1::uuid[]) AND u.shows_last_seen AND u.suspended_at IS NULL`,
      values: [personIds],
    });
    return new Map(
      rows.map(({ id, lastSeen, ...rest }) => [id, { ...rest, lastSeen: lastSeen?.toISOString() ?? null }]),
    );
  }
}
