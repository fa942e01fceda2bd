import { Injectable } from '@nestjs/common';
import { Log } from '../../../platform/logging';
import type { Device } from '../../../platform/network';
import { Audit } from '../../audit';
import { UsersRepository } from '../../users';
import { AuthMails } from '../mail/auth-mails.service';
import { PasswordChange } from '../passwords/password-change.service';
import { MailedLinks, badLink } from './mailed-links';

/** For whoever forgot a password, or never had one: who reads the mail may choose a new one. */
@Injectable()
export class PasswordReset {
  constructor(
    private readonly links: MailedLinks,
    private readonly repository: UsersRepository,
    private readonly passwords: PasswordChange,
    private readonly mails: AuthMails,
    private readonly audit: Audit,
    private readonly log: Log,
  ) {}

  /** One statement for everybody. What is done more for an account is done after the answer, whose time then tells nothing. */
  async ask(email: string): Promise<void> {
    const known = await this.repository.findByLogin(email);
    if (known) setImmediate(() => void this.send(known.id, email));
  }

  /** A second factor stays: a mailbox alone does not open an account that has one. */
  async reset(token: string, password: string, device: Device): Promise<void> {
    const link = await this.links.find(token, 'reset_password');
    const { email } = await this.passwords.set(link.userId, password, async (transaction) => {
      await link.use(transaction);
      if (!(await this.repository.markVerified(transaction, link.userId, link.email))) throw badLink();
      await this.audit.record({ type: 'password_reset', subjectId: link.userId, device }, transaction);
    });
    this.mails.passwordChanged(email);
  }

  private async send(userId: string, email: string): Promise<void> {
    try {
      this.mails.resetPassword(email, await this.links.make({ userId, purpose: 'reset_password', email }));
    } catch (error) {
      this.log.pino.warn({ err: error }, 'a link to reset a password could not be made');
    }
  }
}
