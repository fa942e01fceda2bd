import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors';
import { type Person, UsersRepository, normaliseEmail } from '../users';
import { CredentialsRepository } from './credentials.repository';
import { Passwords } from './passwords';

@Injectable()
export class SignInService {
  constructor(
    private readonly users: UsersRepository,
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
  ) {}

  /** One answer for a wrong password and for an unknown account, and the same work for both. */
  async withPassword(login: string, password: string): Promise<Person> {
    const person = await this.users.findByLogin(normaliseEmail(login));
    const stored = person && (await this.credentials.hashOf(person.id));
    const right = await this.passwords.matches(password, stored);
    if (!person || !right)
      throw new DomainError('auth.invalid_credentials', 'That name and password do not go together.');
    return person;
  }
}
