import type { ServerRole } from '@parley/contracts';
import type { Crowd } from './crowd';
import type { Person } from './person';
import type { TestServer } from './server';
import { sqlOn } from './sql';

export const adminPath = ({ id }: { id: string }, more = '') => `/api/admin/users/${id}${more}`;

export const promote = (actor: Person, target: { id: string }, role: string) =>
  actor.ask('PATCH', adminPath(target), { role });

/** People of each standing on one server; its owner is whoever came first. */
export class Staff {
  constructor(
    private readonly server: () => TestServer,
    private readonly crowd: Crowd,
    private readonly owner: () => Person,
  ) {}

  async someone(role: ServerRole): Promise<Person> {
    if (role === 'owner') return this.owner();
    const person = await this.crowd.join();
    await this.put(person, role);
    return person;
  }

  put(person: Person, role: ServerRole) {
    return sqlOn(this.server)('UPDATE users SET role = $2::server_role WHERE id = $1', [person.id, role]);
  }
}
