import { Injectable } from '@nestjs/common';
import type { ManagedPerson, ServerRole } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { type Transaction, searchPatterns } from '../../../platform/database';
import { notFound } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { Audit } from '../../audit';
import { ServerRights, UsersService } from '../../users';
import { PeopleRepository } from './people.repository';
import { type Standing, refuseRoleChange } from './standing';

interface RoleChange {
  role: ServerRole;
  device: Device;
}

/** Who is on this server and what they are, for those who look after it. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly people: PeopleRepository,
    private readonly users: UsersService,
    private readonly rights: ServerRights,
    private readonly audit: Audit,
  ) {}

  async list(actor: Actor, search: string, cursor: string | undefined, limit: number): Promise<Slice<ManagedPerson>> {
    await this.rights.require(actor, 'people.read');
    const [after = null] = readCursor(cursor, ['string']) ?? [];
    const email = search.trim().toLowerCase();
    const found = await this.people.page({ patterns: searchPatterns(search), email, after, limit: limit + 1 });
    return pageOf(found, limit, (last) => [last.username]);
  }

  async find(id: string): Promise<ManagedPerson> {
    const found = await this.people.find(id);
    if (!found) throw notFound();
    return found;
  }

  /** Giving `owner` hands the server over: the one who gives it becomes an admin in the same moment. */
  async changeRole(actor: Actor, id: string, { role, device }: RoleChange): Promise<ManagedPerson> {
    await this.rights.require(actor, 'people.promote');
    const concerned = role === 'owner' ? [actor.userId, id] : [id];
    await this.users.changeAll(concerned, async (transaction) => {
      const give = async ({ id: subjectId, role: from }: Standing, to: ServerRole) => {
        await this.people.setRole(transaction, subjectId, to);
        const happened = {
          type: 'role_changed',
          actorId: actor.userId,
          subjectId,
          device,
          data: { from, to },
        } as const;
        await this.audit.record(happened, transaction);
      };
      const { self, target } = await this.both(transaction, actor, id);
      refuseRoleChange(self, target, role);
      // First, because there may never be two owners.
      if (role === 'owner') await give(self, 'admin');
      await give(target, role);
    });
    return this.find(id);
  }

  /** The one who acts and the one it is done to, both locked. */
  async both(transaction: Transaction, actor: Actor, id: string): Promise<{ self: Standing; target: Standing }> {
    const standings = await this.people.standings(transaction, [actor.userId, id]);
    const self = standings.find((one) => one.id === actor.userId);
    const target = standings.find((one) => one.id === id);
    if (!self || !target) throw notFound();
    return { self, target };
  }
}
