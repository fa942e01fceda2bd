import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor';
import { UsersService } from '../../users';
import { MailedCodes } from '../codes/mailed-codes';
import { AuthMails } from '../mail/auth-mails.service';

/** Codes to one's own address, for whoever has no password. Of one session: another cannot use them. */
@Injectable()
export class StepUpCodes {
  constructor(
    private readonly codes: MailedCodes,
    private readonly users: UsersService,
    private readonly mails: AuthMails,
  ) {}

  async send({ userId, sessionId }: Actor): Promise<void> {
    const { email } = await this.users.find(userId);
    this.mails.stepUpCode(email, await this.codes.issue('step-up', sessionId));
  }

  async spend({ sessionId }: Actor, code: string): Promise<boolean> {
    const claim = await this.codes.guess('step-up', sessionId, code);
    return claim !== null && claim();
  }
}
