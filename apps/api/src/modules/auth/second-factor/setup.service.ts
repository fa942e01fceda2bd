import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor';
import { DomainError } from '../../../platform/errors';
import { ServerSettings } from '../../server';
import { UsersService } from '../../users';
import { FactorsRepository } from './factors.repository';
import { type Setup, makeSecret, setupOf } from './totp';

/** The secret for an authenticator, which is not in force until a first code confirms it. */
@Injectable()
export class SetupService {
  constructor(
    private readonly factors: FactorsRepository,
    private readonly users: UsersService,
    private readonly server: ServerSettings,
  ) {}

  async begin({ userId }: Actor): Promise<Setup> {
    const secret = makeSecret();
    if (!(await this.factors.keepSetup(userId, secret)))
      throw new DomainError('auth.second_factor_set', 'A second factor is in force. Take it away first.');
    const [{ email }, { name }] = await Promise.all([this.users.find(userId), this.server.read()]);
    return setupOf(secret, name, email);
  }
}
