import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../platform/errors';
import { normaliseEmail } from '../../../platform/validation';
import { type Person, UsersService } from '../../users';
import { CredentialsRepository } from '../passwords/credentials.repository';
import { Passwords } from '../passwords/passwords';

@Injectable()
export class SignInService {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly users: UsersService,
  ) {}

  /** One answer for a wrong password and for an unknown account, and the same work for both. */
  async withPassword(login: string, password: string): Promise<Person> {
    const known = await this.credentials.findByLogin(normaliseEmail(login));
    const right = await this.passwords.matches(password, known?.passwordHash ?? null);
    if (!known || !right)
      throw new DomainError('auth.invalid_credentials', 'That name and password do not go together.');
    // The epoch of the hash: a password changed meanwhile must not let its predecessor in.
    return { ...(await this.users.find(known.userId)), signInEpoch: known.signInEpoch };
  }
}
