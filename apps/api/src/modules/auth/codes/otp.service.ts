import { Injectable } from '@nestjs/common';
import type { OtpVerifyRequest } from '@parley/contracts';
import { DomainError } from '../../../platform/errors';
import { Audit } from '../../audit';
import { Registration } from '../../server';
import { type Person, UsersRepository } from '../../users';
import { type Origin, SignUpService } from '../entrance/sign-up.service';
import { EmailVerification } from '../links/email-verification.service';
import { SignInCodes } from './sign-in-codes';

const wrongCode = () => new DomainError('auth.code_invalid', 'That code is not right, or no longer.');

/** Signing in, or up, with nothing but an address one can read the mail of. */
@Injectable()
export class OtpService {
  constructor(
    private readonly codes: SignInCodes,
    private readonly users: UsersRepository,
    private readonly registration: Registration,
    private readonly signUp: SignUpService,
    private readonly verification: EmailVerification,
    private readonly audit: Audit,
  ) {}

  /** One answer, and the same questions to the database, for everybody. */
  async request(email: string): Promise<void> {
    const known = await this.users.findByLogin(email);
    const open = (await this.registration.mode()) !== 'closed';
    await this.codes.make(email, known !== null || open);
  }

  /** Nothing of what may be refused is told before the code was right, and the code is used up by nothing but success. */
  async verify({ email, code, ...ticket }: OtpVerifyRequest, from: Origin): Promise<Person> {
    const { device } = from;
    const claim = await this.codes.guess(email, code);
    const known = await this.users.findByLogin(email);
    const mode = await this.registration.mode();
    const shut = !known && mode === 'closed';
    if (!claim || shut) {
      await this.audit.record({ type: 'sign_in_failed', subjectId: known?.id, device });
      throw wrongCode();
    }
    const admission = { ...ticket, ...from };
    if (!known) await this.registration.expect(admission);
    if (!(await claim())) throw wrongCode();
    return known ? this.verification.byCode(known, device) : this.signUp.registerByCode(email, admission);
  }
}
