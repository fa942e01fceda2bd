import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '../../../platform/database';
import { DomainError } from '../../../platform/errors';
import { type Link, type LinkPurpose, MailedLinksRepository } from './mailed-links.repository';

const hoursOf: Record<LinkPurpose, number> = { verify_email: 24, change_email: 24, reset_password: 1 };

/** A link under way, with the one step that uses it up. */
export interface FoundLink extends Link {
  use(transaction: Transaction): Promise<void>;
}

const hashOf = (token: string) => new Uint8Array(createHash('sha256').update(token).digest());

/** Links that went out by mail, each for one thing, once. The token is 256 random bits; only its hash is kept. */
@Injectable()
export class MailedLinks {
  constructor(private readonly links: MailedLinksRepository) {}

  /** The token for a new one; the last of its kind ends. */
  async make(link: Link): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.links.create(link, hashOf(token), hoursOf[link.purpose]);
    return token;
  }

  /** One refusal for used, expired, replaced, of another purpose, and never there. */
  async find(token: string, ...purposes: LinkPurpose[]): Promise<FoundLink> {
    const hash = hashOf(token);
    const link = await this.links.find(hash, purposes);
    if (!link) throw badLink();
    const use = async (transaction: Transaction): Promise<void> => {
      if (!(await this.links.use(transaction, hash))) throw badLink();
    };
    return { ...link, use };
  }

  endAllOf(transaction: Transaction, userId: string): Promise<void> {
    return this.links.endAllOf(transaction, userId);
  }
}

export const badLink = () =>
  new DomainError('auth.link_invalid', 'This link does not work, or no longer. Ask for a new one.');
