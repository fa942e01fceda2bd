import { Injectable } from '@nestjs/common';
import { type Invite, type ServerRole, serverMay, serverRoles } from '@parley/contracts';
import { Database, type Transaction } from '../../../platform/database';
import { type StoredInvite, isCode } from './invite';

export interface NewInvite {
  id: string;
  code: string;
  clientId: string | null;
  role: Invite['role'];
  createdBy: string;
  expiresAt: Date | null;
  maxUses: number | null;
}

const stored = `
  SELECT i.id, i.code, i.role, i.created_at AS "createdAt", i.expires_at AS "expiresAt", i.max_uses AS "maxUses", i.uses,
         i.revoked_at AS "revokedAt", i.created_by AS "makerId", u.name AS "makerName"
  FROM invites i JOIN users u ON u.id = i.created_by`;

const stands = `i.revoked_at IS NULL AND (i.expires_at IS NULL OR i.expires_at > now())
  AND (i.max_uses IS NULL OR i.uses < i.max_uses)`;

/** Of a maker who has lost the right to invite, by suspension or by role, the links are worth nothing any more. */
const makers: ServerRole[] = serverRoles.filter((role) => serverMay(role, 'invite.create'));

@Injectable()
export class InvitesRepository {
  constructor(private readonly database: Database) {}

  /**
   * False when the same `clientId` made one before, null when its maker has as many as one may. Behind the lock of the
   * maker, so that many at once are not together more than that.
   */
  add(invite: NewInvite, most: number): Promise<boolean | null> {
    const { createdBy } = invite;
    return this.database.transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM users WHERE id = ${createdBy}::uuid FOR NO KEY UPDATE`;
      if ((await this.standing(transaction, createdBy)) >= most) return null;
      const added = await transaction.invite.createMany({ data: [invite], skipDuplicates: true });
      return added.count === 1;
    });
  }

  async made(createdBy: string, by: { id: string } | { clientId: string }): Promise<StoredInvite | null> {
    const [column, value] = 'id' in by ? ['id', by.id] : ['client_id', by.clientId];
    const { rows } = await this.database.pool.query<StoredInvite>(
      `${stored} WHERE i.created_by = $1 AND i.${column} = $2`,
      [createdBy, value],
    );
    return rows[0] ?? null;
  }

  /** Newest first, from below an id on: one person's, or everybody's. */
  async page(createdBy: string | null, below: string | null, limit: number): Promise<StoredInvite[]> {
    const { rows } = await this.database.pool.query<StoredInvite>({
      name: 'invites',
      text: `${stored} WHERE ($1::uuid IS NULL OR i.created_by = $1) AND ($2::uuid IS NULL OR i.id < $2)
             ORDER BY i.id DESC LIMIT $3`,
      values: [createdBy, below, limit],
    });
    return rows;
  }

  /** Somebody's own, or anybody's. False when there is none such. */
  async revoke(id: string, createdBy: string | null): Promise<boolean> {
    const revoked = await this.database.prisma.$executeRaw`
      UPDATE invites SET revoked_at = coalesce(revoked_at, now())
      WHERE id = ${id}::uuid AND (${createdBy}::uuid IS NULL OR created_by = ${createdBy}::uuid)`;
    return revoked === 1;
  }

  /** Who invites with this code, while it stands. */
  async usable(code: string): Promise<{ makerName: string } | null> {
    if (!isCode(code)) return null;
    const { rows } = await this.database.pool.query<{ makerName: string }>({
      name: 'invite_usable',
      text: `SELECT u.name AS "makerName" FROM invites i JOIN users u ON u.id = i.created_by
             WHERE i.code = $1 AND ${stands} AND u.suspended_at IS NULL AND u.role::text = ANY ($2)`,
      values: [code, makers],
    });
    return rows[0] ?? null;
  }

  /** Counts one use and says what role it gives. Of two who take the last one, the second waits here and finds it used up. */
  async use(transaction: Transaction, code: string): Promise<{ inviteId: string; role: Invite['role'] } | null> {
    if (!isCode(code)) return null;
    const [used] = await transaction.$queryRawUnsafe<{ inviteId: string; role: Invite['role'] }[]>(
      `UPDATE invites i SET uses = i.uses + 1 FROM users u
       WHERE u.id = i.created_by AND u.suspended_at IS NULL AND u.role::text = ANY ($2) AND i.code = $1 AND ${stands}
       RETURNING i.id AS "inviteId", i.role`,
      code,
      makers,
    );
    return used ?? null;
  }

  private async standing(transaction: Transaction, createdBy: string): Promise<number> {
    const [row] = await transaction.$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM invites i WHERE i.created_by = $1::uuid AND ${stands}`,
      createdBy,
    );
    return row?.count ?? 0;
  }
}
