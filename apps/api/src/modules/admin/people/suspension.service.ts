import { Injectable } from '@nestjs/common';
import type { ManagedPerson } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { Database, type Transaction } from '../../../platform/database';
import { Audit } from '../../audit';
import { SessionsService } from '../../auth';
import { ServerRights } from '../../users';
import { PeopleRepository } from './people.repository';
import { PeopleService } from './people.service';
import { type Standing, refuseSuspension } from './standing';

type Tell = () => void;

/** Keeps somebody out: at once, on every device, until it is lifted. */
@Injectable()
export class SuspensionService {
  constructor(
    private readonly people: PeopleService,
    private readonly repository: PeopleRepository,
    private readonly sessions: SessionsService,
    private readonly rights: ServerRights,
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  suspend(actor: Actor, id: string, reason: string | null): Promise<ManagedPerson> {
    return this.act(actor, id, async (transaction, { suspended }) => {
      if (suspended) return nothing;
      await this.repository.setSuspended(transaction, id, { reason });
      const data = { reason };
      await this.audit.record({ type: 'suspended', actorId: actor.userId, subjectId: id, data }, transaction);
      return this.sessions.endAllIn(transaction, id);
    });
  }

  lift(actor: Actor, id: string): Promise<ManagedPerson> {
    return this.act(actor, id, async (transaction, { suspended }) => {
      if (!suspended) return nothing;
      await this.repository.setSuspended(transaction, id, null);
      await this.audit.record({ type: 'unsuspended', actorId: actor.userId, subjectId: id }, transaction);
      return nothing;
    });
  }

  async signOut(actor: Actor, id: string): Promise<void> {
    await this.act(actor, id, async (transaction) => {
      const data = { everywhere: true };
      await this.audit.record({ type: 'session_revoked', actorId: actor.userId, subjectId: id, data }, transaction);
      return this.sessions.endAllIn(transaction, id);
    });
  }

  private async act(
    actor: Actor,
    id: string,
    work: (transaction: Transaction, target: Standing) => Promise<Tell>,
  ): Promise<ManagedPerson> {
    await this.rights.require(actor, 'people.suspend');
    const tell = await this.database.transaction(async (transaction) => {
      const { self, target } = await this.people.both(transaction, actor, id);
      refuseSuspension(self, target);
      return work(transaction, target);
    });
    tell();
    return this.people.find(id);
  }
}

const nothing: Tell = () => undefined;
