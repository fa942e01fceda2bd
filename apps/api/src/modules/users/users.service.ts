import { Injectable } from '@nestjs/common';
import type { User } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { notFound } from '../../platform/errors';
import { type Slice, pageOf, readCursor } from '../../platform/paging';
import type { Person } from './user';
import { UsersRepository } from './users.repository';

@Injectable()
export class UsersService {
  constructor(private readonly users: UsersRepository) {}

  async find(id: string): Promise<Person> {
    const found = await this.users.find(id);
    if (!found) throw notFound();
    return found;
  }

  /** The directory: everybody but oneself, a page at a time. */
  async search(actor: Actor, search: string, cursor: string | undefined, limit: number): Promise<Slice<User>> {
    const [after = null] = readCursor(cursor, ['string']) ?? [];
    const found = await this.users.search(actor.userId, search.trim(), after, limit + 1);
    return pageOf(found, limit, (last) => [last.username]);
  }
}
