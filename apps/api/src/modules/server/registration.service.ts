import { Injectable } from '@nestjs/common';
import type { Registration as Mode, ServerRole } from '@parley/contracts';
import type { Transaction } from '../../platform/database';
import { DomainError } from '../../platform/errors';
import type { Device } from '../../platform/network';
import { Audit } from '../audit';
import { UsersRepository } from '../users';
import { FirstRun } from './first-run';
import { inviteInvalid } from './invites/invite';
import { InvitesRepository } from './invites/invites.repository';
import { ServerSettings } from './server-settings.service';

/** With what somebody asks to be let in. */
export interface Admission {
  /** Asked from this machine itself. */
  local: boolean;
  device?: Device;
  invite?: string;
  setupCode?: string;
  serverName?: string;
}

interface Place {
  role: ServerRole;
  inviteId?: string;
}

const closed = () => new DomainError('registration.closed', 'This server takes no new accounts.');
const uninvited = () => new DomainError('registration.closed', 'An account on this server takes an invite.');

/** Who may make an account: the one place that says so, by whatever way they come. */
@Injectable()
export class Registration {
  constructor(
    private readonly users: UsersRepository,
    private readonly invites: InvitesRepository,
    private readonly settings: ServerSettings,
    private readonly firstRun: FirstRun,
    private readonly audit: Audit,
  ) {}

  async mode(transaction?: Transaction): Promise<Mode> {
    return (await this.settings.read(transaction)).registration;
  }

  /**
   * Before anything else is looked at or worked for: where registration is closed to somebody, they do not learn either
   * which addresses and names are taken.
   */
  async expect({ invite, setupCode, local }: Admission): Promise<void> {
    if (await this.firstRun.isNow()) return this.firstRun.check(setupCode, local);
    await this.refuseUninvited(invite);
    if (invite !== undefined && !(await this.invites.usable(invite))) throw inviteInvalid();
  }

  /** In the transaction that makes an account: says its role, and counts the use of its invite. The first one owns the server. */
  async admit(transaction: Transaction, id: string, asked: Admission): Promise<ServerRole> {
    const { role, inviteId } = await this.place(transaction, asked);
    const happened = { actorId: id, device: asked.device };
    await this.audit.record({ ...happened, type: 'registered', data: { role } }, transaction);
    if (inviteId) await this.audit.record({ ...happened, type: 'invite_redeemed', data: { inviteId } }, transaction);
    return role;
  }

  private async place(transaction: Transaction, { invite, setupCode, local, serverName }: Admission): Promise<Place> {
    if (await this.users.claimServer(transaction)) {
      await this.firstRun.check(setupCode, local, transaction);
      if (serverName !== undefined) await this.settings.call(serverName, transaction);
      return { role: 'owner' };
    }
    // Through the transaction's own connection: a crowd whose sign-ups each hold one would wait for another for ever.
    await this.refuseUninvited(invite, transaction);
    if (invite === undefined) return { role: 'member' };
    const used = await this.invites.use(transaction, invite);
    if (!used) throw inviteInvalid();
    return used;
  }

  private async refuseUninvited(invite: string | undefined, transaction?: Transaction): Promise<void> {
    const mode = await this.mode(transaction);
    if (mode === 'closed') throw closed();
    if (mode === 'invite' && invite === undefined) throw uninvited();
  }
}
