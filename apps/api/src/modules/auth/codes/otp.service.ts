import { Injectable } from '@nestjs/common';
import type { OtpVerifyRequest } from '@parley/contracts';
import { DomainError } from '../../../platform/errors';
import { Registration } from '../../server';
import { type Person, UsersRepository, UsersService } from '../../users';
import { type Origin, SignUpService } from '../entrance/sign-up.service';
import { AuthMails } from '../mail/auth-mails.service';
import { MailedCodes } from './mailed-codes';

export const wrongCode = () => new DomainError('auth.code_invalid', 'That code is not right, or no longer.');

/** Signing in, or up, with nothing but an address one can read the mail of. */
@Injectable()
export class OtpService {
  constructor(
    private readonly codes: MailedCodes,
    private readonly repository: UsersRepository,
    private readonly users: UsersService,
    private readonly registration: Registration,
    private readonly signUp: SignUpService,
    private readonly mails: AuthMails,
  ) {}

  /** The same work for everybody; a code that nobody may use is made too, and mailed to nobody. */
  async request(email: string): Promise<void> {
    const known = await this.repository.findByLogin(email);
    const open = (await this.registration.mode()) !== 'closed';
    const code = await this.codes.issue('sign-in', email);
    if (known || open) this.mails.signInCode(email, code);
  }

  /** Nothing of what may be refused is told before the code was right, and the code is used up by nothing but success. */
  async verify({ email, code, ...ticket }: OtpVerifyRequest, from: Origin): Promise<Person> {
    const claim = await this.codes.guess('sign-in', email, code);
    if (!claim) throw wrongCode();
    const known = await this.repository.findByLogin(email);
    const admission = { ...ticket, ...from };
    if (!known && (await this.registration.mode()) === 'closed') throw wrongCode();
    if (!known) await this.registration.expect(admission);
    if (!(await claim())) throw wrongCode();
    return known ? this.arrived(known) : this.signUp.registerByCode(email, admission);
  }

  private async arrived(person: Person): Promise<Person> {
    if (person.emailVerified) return person;
    const { id, email } = person;
    await this.users.change(
      id,
      async (transaction) => void (await this.repository.markVerified(transaction, id, email)),
    );
    // Whoever made the account has never shown that the address is theirs, and may still be signed in.
    this.mails.firstCode(email);
    return { ...person, emailVerified: true };
  }
}
