import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database';

/** A flood is bounded here, and by the limits of what asks for mails. */
const most = 10_000;

export interface SealedMail {
  id: string;
  kind: string;
  sealed: Uint8Array<ArrayBuffer>;
  usefulUntil: Date;
}

export type Claim = { state: 'gone' } | { state: 'taken' } | { state: 'mine'; mail: SealedMail };

@Injectable()
export class MailsRepository {
  constructor(private readonly database: Database) {}

  /** The mail, and the hint that leads a worker to it. False: too many wait. */
  async add({ id, kind, sealed, usefulUntil }: SealedMail): Promise<boolean> {
    const { rowCount } = await this.database.pool.query({
      name: 'mails_add',
      text: `
        WITH kept AS (
          INSERT INTO mails (id, kind, sealed, useful_until)
          SELECT $1::uuid, $2::text, $3::bytea, $4::timestamptz
          WHERE (SELECT count(*) FROM (SELECT FROM mails LIMIT ${most}) few) < ${most} RETURNING id
        )
        INSERT INTO outbox (topic, payload) SELECT 'mail.asked', jsonb_build_object('mailId', id) FROM kept`,
      values: [id, kind, Buffer.from(sealed), usefulUntil],
    });
    return rowCount === 1;
  }

  /** Of several who come for it one gets it, for a while: who is killed with it in hand holds it no longer than that. */
  async claim(id: string, leaseMs: number): Promise<Claim> {
    const { rows } = await this.database.pool.query<SealedMail>(
      `UPDATE mails SET leased_until = now() + make_interval(secs => $2::float8 / 1000)
       WHERE id = $1::uuid AND (leased_until IS NULL OR leased_until < now())
       RETURNING id, kind, sealed, useful_until AS "usefulUntil"`,
      [id, leaseMs],
    );
    if (rows[0]) return { state: 'mine', mail: rows[0] };
    const there = await this.database.prisma.waitingMail.count({ where: { id } });
    return there > 0 ? { state: 'taken' } : { state: 'gone' };
  }

  async letGo(id: string): Promise<void> {
    await this.database.prisma.waitingMail.updateMany({ where: { id }, data: { leasedUntil: null } });
  }

  /** Sent, or of no use: nothing of it stays. */
  async forget(id: string): Promise<void> {
    await this.database.prisma.waitingMail.deleteMany({ where: { id } });
  }

  forgetUseless(): Promise<string[]> {
    return this.database.pool
      .query<{ kind: string }>('DELETE FROM mails WHERE useful_until < now() RETURNING kind')
      .then(({ rows }) => rows.map(({ kind }) => kind));
  }

  waiting(): Promise<number> {
    return this.database.prisma.waitingMail.count();
  }
}
