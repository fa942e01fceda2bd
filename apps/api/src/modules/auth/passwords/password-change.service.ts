import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { type Person, UsersService } from '../../users';
import { MailedLinks } from '../links/mailed-links';
import { SessionsService } from '../sessions/sessions.service';
import { CredentialsRepository } from './credentials.repository';
import { Passwords } from './passwords';

/** Setting a password, whatever gives the right to. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly credentials: CredentialsRepository,
    private readonly sessions: SessionsService,
    private readonly links: MailedLinks,
  ) {}

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
