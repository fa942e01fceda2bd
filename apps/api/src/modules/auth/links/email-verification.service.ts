import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor';
import { type Transaction, isUniqueViolation } from '../../../platform/database';
import type { Device } from '../../../platform/network';
import { DomainError } from '../../../platform/errors';
import { Audit } from '../../audit';
import { type Person, UsersRepository, UsersService } from '../../users';
import { AuthMails } from '../mail/auth-mails.service';
import { type FoundLink, MailedLinks, badLink } from './mailed-links';

/** Showing by a mailed link that an address is one's own: a new account's, or the one an account changes to. */
@Injectable()
export class EmailVerification {
  constructor(
    private readonly links: MailedLinks,
    private readonly users: UsersService,
    private readonly repository: UsersRepository,
    private readonly mails: AuthMails,
    private readonly audit: Audit,
  ) {}

  async ask({ id: userId, email, emailVerified }: Pick<Person, 'id' | 'email' | 'emailVerified'>): Promise<void> {
    if (emailVerified) return;
    this.mails.verifyEmail(email, await this.links.make({ userId, purpose: 'verify_email', email }));
  }

  async askAgain({ userId }: Actor): Promise<void> {
    await this.ask(await this.users.find(userId));
  }

  /** Both addresses hear of it, and whether the new one is somebody's already is told to its owner alone. */
  async askForChange({ userId }: Actor, email: string): Promise<void> {
    const person = await this.users.find(userId);
    if (person.email === email) return;
    const taken = (await this.repository.findByLogin(email)) !== null;
    const token = await this.links.make({ userId, purpose: 'change_email', email });
    this.mails.emailChangeAsked(person.email);
    if (taken) this.mails.emailHasAccount(email);
    else this.mails.confirmNewEmail(email, token);
  }

  async verify(token: string, device: Device): Promise<void> {
    const link = await this.links.find(token, 'verify_email', 'change_email');
    if (link.purpose === 'change_email') return this.change(link, device);
    await this.users.change(link.userId, async (transaction) => {
      await link.use(transaction);
      if (!(await this.repository.markVerified(transaction, link.userId, link.email))) throw badLink();
      await this.audit.record({ type: 'email_verified', subjectId: link.userId, device }, transaction);
    });
  }

  /** By a mailed code, which shows it as well. Whoever made the account never has, and may still be signed in: that is told. */
  async byCode(person: Person, device: Device | undefined): Promise<Person> {
    if (person.emailVerified) return person;
    const { id, email } = person;
    await this.users.change(id, async (transaction) => {
      await this.repository.markVerified(transaction, id, email);
      await this.audit.record({ type: 'email_verified', subjectId: id, device }, transaction);
    });
    this.mails.firstCode(email);
    return { ...person, emailVerified: true };
  }

  /** An address that somebody else took meanwhile is told of: who holds the link reads its mail. */
  private async change(link: FoundLink, device: Device): Promise<void> {
    let was = '';
    const work = async (transaction: Transaction): Promise<void> => {
      await link.use(transaction);
      was = await this.repository.changeEmail(transaction, link.userId, link.email);
      await this.links.endAllOf(transaction, link.userId);
      await this.audit.record({ type: 'email_changed', subjectId: link.userId, device }, transaction);
    };
    try {
      await this.users.change(link.userId, work);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('email.taken', 'There is an account with this e-mail address already.');
    }
    this.mails.emailChanged(was, link.email);
  }
}
