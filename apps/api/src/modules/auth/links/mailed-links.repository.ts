import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../../platform/database';

export type LinkPurpose = 'verify_email' | 'change_email' | 'reset_password';

export interface Link {
  userId: string;
  purpose: LinkPurpose;
  /** The address it was sent to, and proves. */
  email: string;
}

type Hash = Uint8Array<ArrayBuffer>;

@Injectable()
export class MailedLinksRepository {
  constructor(private readonly database: Database) {}

  /** Ends the older ones of its kind: only the link of the newest mail works. */
  async create({ userId, purpose, email }: Link, hash: Hash, hours: number): Promise<void> {
    await this.database.prisma.$executeRaw`
      WITH ended AS (
        DELETE FROM mailed_links WHERE user_id = ${userId}::uuid AND purpose = ${purpose}::link_purpose
      )
      INSERT INTO mailed_links (hash, user_id, purpose, email, expires_at)
      VALUES (${hash}, ${userId}::uuid, ${purpose}::link_purpose, ${email}, now() + make_interval(hours => ${hours}))`;
  }

  async find(hash: Hash, purposes: LinkPurpose[]): Promise<Link | null> {
    const where = { hash, purpose: { in: purposes }, usedAt: null, expiresAt: { gt: new Date() } };
    return this.database.prisma.mailedLink.findFirst({ where, select: { userId: true, purpose: true, email: true } });
  }

  /** Of many at once one gets true: the others wait for its row and find it used. */
  async use(transaction: Transaction, hash: Hash): Promise<boolean> {
    const used = await transaction.$executeRaw`
      UPDATE mailed_links SET used_at = now() WHERE hash = ${hash} AND used_at IS NULL AND expires_at > now()`;
    return used === 1;
  }

  /** After a change of password or address none of the links under way is what it was when it was sent. */
  async endAllOf(transaction: Transaction, userId: string): Promise<void> {
    await transaction.mailedLink.deleteMany({ where: { userId } });
  }

  /** At most so many. Nodes that do it at once take different ones. */
  async forgetExpired(limit: number): Promise<number> {
    return this.database.prisma.$executeRaw`
      DELETE FROM mailed_links WHERE hash IN (
        SELECT hash FROM mailed_links WHERE expires_at < now() LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
  }
}
