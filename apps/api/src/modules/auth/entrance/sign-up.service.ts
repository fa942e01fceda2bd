import { Injectable } from '@nestjs/common';
import { type RegisterRequest, normaliseUsername } from '@parley/contracts';
import { v7 as uuid } from 'uuid';
import { Database, type Transaction, isUniqueViolation } from '../../../platform/database';
import { DomainError } from '../../../platform/errors';
import { type Admission, Registration } from '../../server';
import { type Person, UsersRepository, normaliseEmail } from '../../users';
import { CredentialsRepository } from '../passwords/credentials.repository';
import { Passwords } from '../passwords/passwords';

type NewAccount = Pick<Person, 'id' | 'email' | 'username' | 'name'> & { passwordHash: string };

@Injectable()
export class SignUpService {
  constructor(
    private readonly users: UsersRepository,
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly registration: Registration,
    private readonly database: Database,
  ) {}

  /** `local`: asked from this machine itself. */
  async register(request: RegisterRequest, local: boolean): Promise<Person> {
    const admission = { ...request, local };
    await this.registration.expect(admission);
    const email = normaliseEmail(request.email);
    const username = normaliseUsername(request.username);
    await this.refuseTaken({ email, username });
    const passwordHash = await this.passwords.hash(request.password);
    const person = { id: uuid(), email, username, name: request.name ?? request.username.trim(), passwordHash };
    try {
      return await this.database.transaction((transaction) => this.store(transaction, person, admission));
    } catch (error) {
      if (isUniqueViolation(error)) await this.refuseTaken({ email, username });
      throw error;
    }
  }

  private async store(
    transaction: Transaction,
    { passwordHash, ...person }: NewAccount,
    admission: Admission,
  ): Promise<Person> {
    const role = await this.registration.admit(transaction, admission);
    const created = await this.users.create(transaction, { ...person, role });
    await this.credentials.create(transaction, created.id, passwordHash);
    return created;
  }

  private async refuseTaken(wanted: { email: string; username: string }): Promise<void> {
    const taken = await this.users.taken(wanted);
    if (taken === 'email')
      throw new DomainError('email.taken', 'There is an account with this e-mail address already.');
    if (taken === 'username') throw new DomainError('username.taken', 'Somebody has this username already.');
  }
}
