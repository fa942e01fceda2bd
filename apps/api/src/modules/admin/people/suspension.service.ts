import { Injectable } from '@nestjs/common';
import type { ManagedPerson } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { Database, type Transaction } from '../../../platform/database';
import type { Device } from '../../../platform/network';
import { Audit } from '../../audit';
import { SessionsService } from '../../auth';
import { ServerRights } from '../../users';
import { PeopleRepository } from './people.repository';
import { PeopleService } from './people.service';
import { type Standing, refuseSuspension } from './standing';

type Tell = () => void;

/** Who does it, and from where. */
interface By {
  actor: Actor;
  device: Device;
}

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

  suspend(by: By, id: string, reason: string | null): Promise<ManagedPerson> {
    return this.act(by.actor, id, async (transaction, { suspended }) => {
      if (suspended) return nothing;
      await this.repository.setSuspended(transaction, id, { reason });
      const data = { reason };
      await this.audit.record({ ...told(by, id), type: 'suspended', data }, transaction);
      return this.sessions.endAllIn(transaction, id);
    });
  }

  lift(by: By, id: string): Promise<ManagedPerson> {
    return this.act(by.actor, id, async (transaction, { suspended }) => {
      if (!suspended) return nothing;
      await this.repository.setSuspended(transaction, id, null);
      await this.audit.record({ ...told(by, id), type: 'unsuspended' }, transaction);
      return nothing;
    });
  }

  async signOut(by: By, id: string): Promise<void> {
    await this.act(by.actor, id, async (transaction) => {
      const data = { everywhere: true };
      await this.audit.record({ ...told(by, id), type: 'session_revoked', data }, transaction);
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

const told = ({ actor, device }: By, subjectId: string) => ({ actorId: actor.userId, subjectId, device });
