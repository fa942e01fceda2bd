import { Injectable } from '@nestjs/common';
import { type ServerAction, type ServerRole, serverMay } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { DomainError, notFound } from '../../platform/errors';
import { UsersRepository } from './users.repository';

/** Enforces the table of `libs/contracts`. The role is read anew each time: one taken away is gone with the next request. */
@Injectable()
export class ServerRights {
  constructor(private readonly users: UsersRepository) {}

  async may(actor: Actor, action: ServerAction): Promise<boolean> {
    return serverMay(await this.roleOf(actor), action);
  }

  async require(actor: Actor, action: ServerAction): Promise<void> {
    if (!(await this.may(actor, action)))
      throw new DomainError('forbidden', 'Your role on this server does not allow this.');
  }

  private async roleOf({ userId }: Actor): Promise<ServerRole> {
    const role = await this.users.roleOf(userId);
    if (!role) throw notFound();
    return role;
  }
}
