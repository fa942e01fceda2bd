import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { normaliseEmail } from '../../../platform/validation';
import { Audit } from '../../audit';
import { type Person, UsersService } from '../../users';
import { CredentialsRepository } from '../passwords/credentials.repository';
import { LoginAttempts } from '../passwords/login-attempts';
import { Passwords } from '../passwords/passwords';

@Injectable()
export class SignInService {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly attempts: LoginAttempts,
    private readonly users: UsersService,
    private readonly audit: Audit,
  ) {}

  /** One answer for a wrong password and for an unknown account, and the same work for both. */
  async withPassword(login: string, password: string, device: Device): Promise<Person> {
    const name = normaliseEmail(login);
    const known = await this.credentials.findByLogin(name);
    const right = await this.attempts.attempt(name, device.address ?? '', () =>
      this.passwords.matches(password, known?.passwordHash ?? null),
    );
    if (!known?.passwordHash || !right) {
      // Not the name that was given: people type their password there.
      await this.audit.record({ type: 'sign_in_failed', subjectId: known?.userId, device });
      throw new DomainError('auth.invalid_credentials', 'That name and password do not go together.');
    }
    const fresh = await this.passwords.renewed(password, known.passwordHash);
    if (fresh) await this.credentials.renew(known.userId, known.passwordHash, fresh);
    // The epoch of the hash: a password changed meanwhile must not let its predecessor in.
    return { ...(await this.users.find(known.userId)), signInEpoch: known.signInEpoch };
  }
}
