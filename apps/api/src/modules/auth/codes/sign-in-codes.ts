import { Injectable } from '@nestjs/common';
import { AuthMails } from '../mail/auth-mails.service';
import { type Claim, MailedCodes } from './mailed-codes';

/** Codes to an address, whether or not there is an account with it. */
@Injectable()
export class SignInCodes {
  constructor(
    private readonly codes: MailedCodes,
    private readonly mails: AuthMails,
  ) {}

  /** The same work for everybody: a code that nobody may use is made too, and mailed to nobody. */
  async make(email: string, mailed: boolean): Promise<void> {
    const code = await this.codes.issue('sign-in', email);
    if (mailed) this.mails.signInCode(email, code);
  }

  guess(email: string, code: string): Promise<Claim | null> {
    return this.codes.guess('sign-in', email, code);
  }
}
