import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import { type Person, UsersService } from '../../users';
import { MailedLinks } from '../links/mailed-links';
import { AuthMails } from '../mail/auth-mails.service';
import { SessionsService } from '../sessions/sessions.service';
import { CredentialsRepository } from './credentials.repository';
import { Passwords } from './passwords';

@Injectable()
export class PasswordChange {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly credentials: CredentialsRepository,
    private readonly sessions: SessionsService,
    private readonly links: MailedLinks,
    private readonly mails: AuthMails,
  ) {}

  /** By somebody signed in, whose other sessions end. */
  async change({ userId, sessionId }: Actor, password: string): Promise<void> {
    const { email } = await this.set(userId, password, async () => undefined, sessionId);
    this.mails.passwordChanged(email);
  }

  /** Sets it, and ends every session but one, and every mailed link: a thief may be behind any of them. */
  async set(
    userId: string,
    password: string,
    first: (transaction: Transaction) => Promise<void>,
    except?: string,
  ): Promise<Person> {
    const passwordHash = await this.passwords.hash(password, await this.users.find(userId));
    let tell = (): void => undefined;
    const person = await this.users.change(userId, async (transaction) => {
      await first(transaction);
      await this.credentials.put(transaction, userId, passwordHash);
      await this.links.endAllOf(transaction, userId);
      tell = await this.sessions.endAllIn(transaction, userId, { except });
    });
    tell();
    return person;
  }
}
