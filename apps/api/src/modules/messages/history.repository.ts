import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database';
import type { StoredMessage } from './message';
import { messageColumns, notHidden } from './messages.repository';

/** Back from `before`, which without it is the end, or forward from `after`. */
export interface Place {
  before?: number | undefined;
  after?: number | undefined;
  limit: number;
}

/** What a member sees of a history from a place on. */
export interface Stretch {
  /** Nothing at or below this seq is shown. */
  visibleAfter: number;
  messages: StoredMessage[];
  /** Whether there is anything on the other side of the place, the place itself included. */
  hasOther: boolean;
}

/** One row of a stretch; of one that is empty there is a row without a message. */
type Seen = Pick<Stretch, 'visibleAfter' | 'hasOther'> & (StoredMessage | { id: null });

@Injectable()
export class HistoryRepository {
  constructor(private readonly database: Database) {}

  /**
   * Null for who is no member. Always a range on (conversation, seq), so history costs the same at any depth; membership,
   * messages and what lies behind are one statement, for asking costs more than reading them.
   */
  async stretch(userId: string, conversationId: string, { before, after, limit }: Place): Promise<Stretch | null> {
    const forward = after !== undefined;
    const [here, behind, order, back] = forward ? ['>', '<=', 'ASC', 'DESC'] : ['<', '>=', 'DESC', 'ASC'];
    const { rows } = await this.database.pool.query<Seen>({
      name: forward ? 'messages_forward' : 'messages_back',
      // `OFFSET` has what lies behind looked up once, and not for each message.
      text: `SELECT seat.visible_after AS "visibleAfter", seat.behind IS NOT NULL AS "hasOther", page.*
             FROM (
               SELECT ms.conversation_id, ms.visible_after, (
                 SELECT m.seq FROM messages m
                 WHERE m.conversation_id = ms.conversation_id AND m.seq > ms.visible_after AND m.seq ${behind} $3
                   AND ${notHidden('m', '$1')} ORDER BY m.seq ${back} LIMIT 1
               ) AS behind
               FROM memberships ms WHERE ms.user_id = $1 AND ms.conversation_id = $2 AND ms.left_at IS NULL OFFSET 0
             ) seat
             LEFT JOIN LATERAL (
               SELECT ${messageColumns} FROM messages m
               WHERE m.conversation_id = seat.conversation_id AND m.seq > seat.visible_after AND m.seq ${here} $3
                 AND ${notHidden('m', '$1')} ORDER BY m.seq ${order} LIMIT $4
             ) page ON true
             ORDER BY page.seq ${order}`,
      values: [userId, conversationId, after ?? before ?? 2 ** 31 - 1, limit],
    });
    const [first] = rows;
    if (!first) return null;
    const { visibleAfter, hasOther } = first;
    return { visibleAfter, hasOther, messages: rows.filter((row): row is Seen & StoredMessage => row.id !== null) };
  }
}
