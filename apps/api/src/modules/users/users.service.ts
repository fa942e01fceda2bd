import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database';
import { notFound } from '../../platform/errors';
import { Publisher } from '../../realtime';
import { SelfChanges } from './self-changes.repository';
import type { Person } from './user';
import { presentMe } from './users.presenter';
import { UsersRepository } from './users.repository';

@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly selfChanges: SelfChanges,
    private readonly database: Database,
    private readonly publisher: Publisher,
  ) {}

  async find(id: string): Promise<Person> {
    const found = await this.users.find(id);
    if (!found) throw notFound();
    return found;
  }

  /** Changes an account, and tells each device of its person what they are now. `work` may run several times. */
  async change(id: string, work: (transaction: Transaction) => Promise<void>): Promise<Person> {
    const [person] = await this.changeAll([id], work);
    if (!person) throw notFound();
    return person;
  }

  /** The same of several accounts in one transaction; those that are not there are left out of the answer. */
  async changeAll(ids: string[], work: (transaction: Transaction) => Promise<void>): Promise<Person[]> {
    const { people, told } = await this.database.transaction(async (transaction) => {
      await work(transaction);
      const found = await this.users.findAll(transaction, ids);
      const events = found.map((person) => ({
        userId: person.id,
        key: 'me',
        event: { type: 'profile', data: presentMe(person) } as const,
      }));
      return { people: found, told: await this.selfChanges.record(transaction, events) };
    });
    this.publisher.own(told);
    return people;
  }
}
