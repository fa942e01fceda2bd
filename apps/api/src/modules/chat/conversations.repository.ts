import { Injectable } from '@nestjs/common';
import type {
  ConversationKind,
  HistorySetting,
  ListFilter,
  LookAnswer,
  Permitting,
  Role,
  Visibility,
} from '@parley/contracts';
import { Database, type Transaction } from '../../platform/database';
import { notHidden } from '../messages';
import type { HeadRow, MyConversation } from './conversation';

export interface NewConversation {
  id: string;
  kind: ConversationKind;
  visibility: Visibility;
  name: string;
  topic: string;
  hue: number | null;
  announcement: boolean;
  history: HistorySetting;
  directKey: string | null;
  memberCount: number;
  createdBy: string;
  clientId: string | null;
}

// `OFFSET` keeps it a look-up for each membership: as a join, a person with many conversations has everybody's read.
const mine = `
  SELECT c.id, c.kind, c.visibility, c.name, c.topic, c.hue, c.announcement, c.history, c.archived_at AS "archivedAt",
         c.member_count AS "memberCount", c.seq, c.rev, c.own_rev AS "ownRev", c.activity::float8 AS activity, m.role,
         m.read_seq AS "readSeq", m.visible_after AS "visibleAfter", peer.id AS "peerId", peer.name AS "peerName",
         coalesce(s.notify, 'all') AS notify, s.muted_until AS "mutedUntil", coalesce(s.pinned, false) AS pinned,
         coalesce(s.archived, false) AS archived, coalesce(s.marked_unread, false) AS "markedUnread",
         coalesce(s.settings_rev, 0) AS "settingsRev", coalesce(s.draft, '') AS draft, coalesce(s.draft_rev, 0) AS "draftRev"
  FROM memberships m
  CROSS JOIN LATERAL (SELECT * FROM conversations WHERE id = m.conversation_id OFFSET 0) c
  LEFT JOIN member_settings s ON s.conversation_id = m.conversation_id AND s.user_id = m.user_id
  LEFT JOIN users peer ON c.kind = 'direct' AND peer.id =
    CASE WHEN split_part(c.direct_key, ':', 1) = m.user_id::text
      THEN split_part(c.direct_key, ':', 2) ELSE split_part(c.direct_key, ':', 1) END::uuid
  WHERE m.user_id = $1 AND m.left_at IS NULL`;

interface Below {
  pinned: boolean;
  activity: number;
  id: string;
}

const current = 'AND coalesce(s.archived, false) = false';

/** Unread is decided as the number beside it is: somebody else's, not deleted for everyone or for me, after my pointer; or by my own mark. */
const filters: Record<ListFilter, string> = {
  all: current,
  unread: `${current} AND (s.marked_unread OR EXISTS (
    SELECT 1 FROM messages x WHERE x.conversation_id = c.id AND x.seq > greatest(m.read_seq, m.visible_after)
      AND x.sender_id <> m.user_id AND x.deleted_at IS NULL AND ${notHidden('x', 'm.user_id')}))`,
  rooms: `${current} AND c.kind <> 'direct'`,
  people: `${current} AND c.kind = 'direct'`,
  archived: 'AND s.archived',
};

export interface HeadsAsked {
  userId: string;
  changedSince: string | null;
  afterId: string | null;
  limit: number;
}

export interface HeadsFound {
  horizon: string;
  rows: HeadRow[];
}

@Injectable()
export class ConversationsRepository {
  constructor(private readonly database: Database) {}

  /** Pinned ones first, then by the latest activity; from below a place on. */
  async page(
    userId: string,
    filter: ListFilter | undefined,
    below: Below | null,
    limit: number,
  ): Promise<MyConversation[]> {
    const { rows } = await this.database.pool.query<MyConversation>({
      name: `conversations_page_${filter ?? 'whole'}`,
      text: `${mine} ${filter ? filters[filter] : ''}
             AND ($2::bigint IS NULL OR (coalesce(s.pinned, false), c.activity, c.id) < ($5::boolean, $2, $3))
             ORDER BY coalesce(s.pinned, false) DESC, c.activity DESC, c.id DESC LIMIT $4`,
      values: [userId, below?.activity ?? null, below?.id ?? null, limit, below?.pinned ?? null],
    });
    return rows;
  }

  async some(userId: string, ids: string[]): Promise<MyConversation[]> {
    const { rows } = await this.database.pool.query<MyConversation>({
      name: 'conversations_some',
      text: `${mine} AND c.id = ANY($2::uuid[])`,
      values: [userId, ids],
    });
    return rows;
  }

  async place(userId: string, id: string): Promise<LookAnswer | null> {
    const { rows } = await this.database.pool.query<LookAnswer>({
      name: 'conversations_place',
      text: `SELECT c.id AS "conversationId", c.seq, c.rev FROM memberships m JOIN conversations c ON c.id = m.conversation_id
             WHERE m.user_id = $1 AND m.conversation_id = $2 AND m.left_at IS NULL`,
      values: [userId, id],
    });
    return rows[0] ?? null;
  }

  async standing(userId: string, id: string): Promise<(Permitting & { role: Role }) | null> {
    const { rows } = await this.database.pool.query<Permitting & { role: Role }>({
      name: 'conversations_standing',
      text: `SELECT m.role, c.kind, c.announcement, c.archived_at::text AS "archivedAt"
             FROM memberships m JOIN conversations c ON c.id = m.conversation_id
             WHERE m.user_id = $1 AND m.conversation_id = $2 AND m.left_at IS NULL`,
      values: [userId, id],
    });
    return rows[0] ?? null;
  }

  /**
   * Everything a transaction below the horizon did is visible, whatever order commits finish in. It is that of the snapshot
   * the heads are read in, and so a safe place to ask from the next time.
   */
  async heads(asked: HeadsAsked[]): Promise<HeadsFound[]> {
    const { rows } = await this.database.pool.query<{ nth: number; horizon: string } & HeadRow>({
      name: 'conversations_heads',
      text: `SELECT a.nth::int AS nth, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, h.*
             FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::int[]) WITH ORDINALITY AS a (user_id, since, after_id, most, nth)
             LEFT JOIN LATERAL (
               SELECT c.id AS "conversationId", c.seq, c.rev, m.read_seq AS "readSeq", c.activity::float8 AS activity
               FROM memberships m JOIN conversations c ON c.id = m.conversation_id
               WHERE m.user_id = a.user_id AND m.left_at IS NULL AND (a.after_id IS NULL OR m.conversation_id > a.after_id)
                 AND (a.since IS NULL OR c.changed_xid >= a.since::xid8 OR m.changed_xid >= a.since::xid8)
               ORDER BY m.conversation_id LIMIT a.most
             ) h ON true
             ORDER BY a.nth, h."conversationId"`,
      values: [
        asked.map(({ userId }) => userId),
        asked.map(({ changedSince }) => changedSince),
        asked.map(({ afterId }) => afterId),
        asked.map(({ limit }) => limit),
      ],
    });
    const found = asked.map((): HeadsFound => ({ horizon: '0', rows: [] }));
    for (const { nth, horizon, ...head } of rows) {
      const one = found[nth - 1];
      if (one) one.horizon = horizon;
      if (head.conversationId !== null) one?.rows.push(head);
    }
    return found;
  }

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /** The conversation that this one would be once more: of the same two people, or made by the same request. */
  async findTwin({ directKey, createdBy, clientId }: NewConversation): Promise<string | null> {
    if (directKey !== null) return this.findDirect(directKey);
    if (clientId === null) return null;
    const found = await this.database.prisma.conversation.findFirst({
      where: { createdBy, clientId },
      select: { id: true },
    });
    return found?.id ?? null;
  }

  async findDirect(key: string): Promise<string | null> {
    const found = await this.database.prisma.conversation.findUnique({
      where: { directKey: key },
      select: { id: true },
    });
    return found?.id ?? null;
  }

  /** False when its twin is there already: the unique keys let one through. */
  async insert(transaction: Transaction, made: NewConversation): Promise<boolean> {
    const inserted = await transaction.$executeRaw`
      INSERT INTO conversations (id, kind, visibility, name, topic, hue, announcement, history, direct_key, member_count,
                                 created_by, client_id, rev, own_rev, activity)
      VALUES (${made.id}::uuid, ${made.kind}::conversation_kind, ${made.visibility}::visibility, ${made.name}, ${made.topic},
              ${made.hue}, ${made.announcement}, ${made.history}::history_setting, ${made.directKey}, ${made.memberCount},
              ${made.createdBy}::uuid, ${made.clientId}::uuid, 1, 1, nextval('activity'))
      ON CONFLICT DO NOTHING`;
    return inserted === 1;
  }
}
