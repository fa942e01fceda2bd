import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditPerson, AuditType } from '@parley/contracts';
import { v7 as uuid } from 'uuid';
import { Database, type Transaction } from '../../platform/database';
import { type AuditData, type Happened, bounded, storable } from './audit-entry';

export interface AuditQuery {
  type?: AuditType | undefined;
  /** Did it, or had it done to them. */
  userId?: string | undefined;
}

interface Row extends Omit<AuditEntry, 'at' | 'actor' | 'subject'> {
  at: Date;
  actorId: string | null;
  actorName: string | null;
  subjectId: string | null;
  subjectName: string | null;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  async add({ type, actorId, subjectId, device, data = {} }: Happened, transaction?: Transaction): Promise<void> {
    const { address = null, userAgent = null } = device ?? {};
    await (transaction ?? this.database.prisma).auditEntry.create({
      data: {
        id: uuid(),
        type,
        actorId: actorId ?? null,
        subjectId: subjectId ?? actorId ?? null,
        address,
        userAgent: userAgent === null ? null : storable(userAgent),
        data: bounded(data) satisfies AuditData,
      },
    });
  }

  /** The latest first, from before an id on. */
  async page({ type, userId }: AuditQuery, before: string | null, limit: number): Promise<AuditEntry[]> {
    const { rows } = await this.database.pool.query<Row>(
      `SELECT e.id, e.at, e.type, e.address, e.user_agent AS "userAgent", e.data,
              e.actor_id AS "actorId", a.username AS "actorName", e.subject_id AS "subjectId", s.username AS "subjectName"
       FROM audit_entries e LEFT JOIN users a ON a.id = e.actor_id LEFT JOIN users s ON s.id = e.subject_id
       WHERE ($1::uuid IS NULL OR e.id < $1) AND ($2::text IS NULL OR e.type = $2)
         AND ($3::uuid IS NULL OR e.actor_id = $3 OR e.subject_id = $3)
       ORDER BY e.id DESC LIMIT $4`,
      [before, type ?? null, userId ?? null, limit],
    );
    return rows.map(({ at, actorId, actorName, subjectId, subjectName, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
      actor: personOf(actorId, actorName),
      subject: personOf(subjectId, subjectName),
    }));
  }

  /** At most so many that are older. Nodes that do it at once take different ones. */
  forgetOlder(days: number, limit: number): Promise<number> {
    return this.database.prisma.$executeRaw`
      DELETE FROM audit_entries WHERE id IN (
        SELECT id FROM audit_entries WHERE at < now() - make_interval(days => ${days})
        LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
  }
}

const personOf = (id: string | null, username: string | null): AuditPerson | null => (id ? { id, username } : null);
