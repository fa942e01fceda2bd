import { Injectable } from '@nestjs/common';
import type { ConversationFields } from '@parley/contracts';
import { Database, type Transaction } from '../../../platform/database';
import type { LockedConversation, Plan } from './plan';

interface Moved {
  rev: number;
  seq: number;
  fields: ConversationFields;
}

/** For each field: leave it. */
const nothing = {
  name: null,
  topic: null,
  hue: null,
  visibility: null,
  announcement: null,
  history: null,
  archived: null,
};

@Injectable()
export class ChangesRepository {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /** Waits for whoever changes it or sends to it, and then shows it as they left it. */
  async lock(transaction: Transaction, id: string): Promise<LockedConversation | null> {
    const [row] = await transaction.$queryRaw<LockedConversation[]>`
      SELECT id, kind, visibility, announcement, history, archived_at::text AS "archivedAt", deleted_at AS "deletedAt",
             member_count AS "memberCount", seq, rev
      FROM conversations WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    return row ?? null;
  }

  /** Takes the next rev. What is not given stays as it is. */
  async move(transaction: Transaction, id: string, { fields: given, whole }: Plan, gained: number): Promise<Moved> {
    const { name, topic, hue, visibility, announcement, history, archived } = { ...nothing, ...given };
    const isOwn = gained !== 0 || whole !== undefined || given !== undefined;
    const [row] = await transaction.$queryRaw<(Omit<Moved, 'fields'> & StoredFields)[]>`
      UPDATE conversations SET
        rev = rev + 1, own_rev = CASE WHEN ${isOwn} THEN rev + 1 ELSE own_rev END, changed_xid = pg_current_xact_id(),
        member_count = member_count + ${gained}::int,
        name = coalesce(${name}, name), topic = coalesce(${topic}, topic), hue = coalesce(${hue}::int, hue),
        visibility = coalesce(${visibility}::visibility, visibility),
        announcement = coalesce(${announcement}::boolean, announcement),
        history = coalesce(${history}::history_setting, history),
        archived_at = CASE ${archived}::boolean WHEN true THEN coalesce(archived_at, now()) WHEN false THEN NULL
                      ELSE archived_at END,
        deleted_at = CASE ${whole ?? null} WHEN 'deleted' THEN now() WHEN 'restored' THEN NULL ELSE deleted_at END
      WHERE id = ${id}::uuid
      RETURNING rev, seq, visibility, name, topic, hue, announcement, history, archived_at AS "archivedAt",
                member_count AS "memberCount"`;
    if (!row) throw new Error('a locked conversation vanished');
    const { rev, seq, archivedAt, ...others } = row;
    return { rev, seq, fields: { ...others, archivedAt: archivedAt?.toISOString() ?? null } };
  }
}

type StoredFields = Omit<ConversationFields, 'archivedAt'> & { archivedAt: Date | null };
