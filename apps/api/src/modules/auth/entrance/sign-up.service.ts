import { Injectable } from '@nestjs/common';
import { type RegisterRequest, normaliseUsername } from '@parley/contracts';
import { v7 as uuid } from 'uuid';
import { Database, isUniqueViolation } from '../../../platform/database';
import { DomainError } from '../../../platform/errors';
import { type Admission, Registration } from '../../server';
import { type Person, UsersRepository } from '../../users';
import { EmailVerification } from '../links/email-verification.service';
import { CredentialsRepository } from '../passwords/credentials.repository';
import { Passwords } from '../passwords/passwords';
import { nameFrom, usernamesFrom } from './name-from-address';

/** Where they come from. */
export type Origin = Pick<Admission, 'local' | 'device'>;

export interface Newcomer {
  email: string;
  username: string;
  name: string;
  /** Left out: signs in by mailed code. */
  password?: string;
  emailVerified?: boolean;
}

@Injectable()
export class SignUpService {
  constructor(
    private readonly users: UsersRepository,
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly registration: Registration,
    private readonly verification: EmailVerification,
    private readonly database: Database,
  ) {}

  async register(request: RegisterRequest, from: Origin): Promise<Person> {
    const admission = { ...request, ...from };
    await this.registration.expect(admission);
    const { email, password, username, name = username.trim() } = request;
    const person = await this.create({ email, password, username: normaliseUsername(username), name }, admission);
    await this.verification.ask(person);
    return person;
  }

  /** For whoever has just shown that the address is theirs. */
  async registerByCode(email: string, admission: Admission): Promise<Person> {
    for (const username of usernamesFrom(email)) {
      const newcomer = { email, username, name: nameFrom(email), emailVerified: true };
      const person = await this.create(newcomer, admission).catch(unlessTaken);
      if (person) return person;
    }
    throw new Error('No username could be made of an address.');
  }

  /** Mails nothing. */
  async create({ password, emailVerified = false, ...wanted }: Newcomer, admission: Admission): Promise<Person> {
    await this.refuseTaken(wanted);
    const passwordHash = password === undefined ? null : await this.passwords.hash(password, wanted);
    const person = { id: uuid(), ...wanted, emailVerifiedAt: emailVerified ? new Date() : null };
    try {
      return await this.database.transaction(async (transaction) => {
        const role = await this.registration.admit(transaction, person.id, admission);
        const created = await this.users.create(transaction, { ...person, role });
        if (passwordHash) await this.credentials.create(transaction, created.id, passwordHash);
        return created;
      });
    } catch (error) {
      if (isUniqueViolation(error)) await this.refuseTaken(wanted);
      throw error;
    }
  }

  private async refuseTaken(wanted: { email: string; username: string }): Promise<void> {
    const taken = await this.users.taken(wanted);
    if (taken === 'email')
      throw new DomainError('email.taken', 'There is an account with this e-mail address already.');
    if (taken === 'username') throw new DomainError('username.taken', 'Somebody has this username already.');
  }
}

function unlessTaken(error: unknown): null {
  if (error instanceof DomainError && error.code === 'username.taken') return null;
  throw error;
}
