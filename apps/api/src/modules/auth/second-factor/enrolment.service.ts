import { Injectable } from '@nestjs/common';
import type { AuditType } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import { DomainError } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { Audit } from '../../audit';
import { UsersService } from '../../users';
import { Guesses } from '../guesses';
import { AuthMails } from '../mail/auth-mails.service';
import { SessionsService } from '../sessions/sessions.service';
import { FactorsRepository } from './factors.repository';
import { hashOf, makeRecoveryCodes } from './recovery-codes';
import { stepOf } from './totp';

interface Change {
  actor: Actor;
  device: Device;
}

const unset = () => new DomainError('auth.second_factor_unset', 'There is no second factor to do this with.');

/** A second factor comes into force and goes. Either ends the person's other sessions: one of them may be a thief's. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly factors: FactorsRepository,
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
    private readonly guesses: Guesses,
    private readonly audit: Audit,
    private readonly mails: AuthMails,
  ) {}

  /** From the first right code on it is in force. Answers the recovery codes, which nobody can show again. */
  async confirm(actor: Actor, code: string, device: Device): Promise<string[]> {
    const { userId } = actor;
    const secret = await this.factors.setupOf(userId);
    if (!secret) throw unset();
    const step = stepOf(code, secret, Date.now());
    const right = await this.guesses.guess('second-factor.failed', { userId, device }, () =>
      Promise.resolve(step !== null),
    );
    if (!right || step === null) throw new DomainError('auth.code_invalid', 'That code is not right.');
    const codes = makeRecoveryCodes();
    const tell = await this.factors.transaction(async (transaction) => {
      if (!(await this.factors.enable(transaction, userId, secret, step))) throw unset();
      await this.factors.replaceRecoveryCodes(transaction, userId, codes.map(hashOf));
      return this.finish(transaction, 'second_factor_enabled', { actor, device });
    });
    tell();
    this.mails.secondFactorOn((await this.users.find(userId)).email);
    return codes;
  }

  async remove(actor: Actor, device: Device): Promise<void> {
    const tell = await this.factors.transaction(async (transaction) => {
      if (!(await this.factors.drop(transaction, actor.userId))) throw unset();
      return this.finish(transaction, 'second_factor_disabled', { actor, device });
    });
    tell();
    this.mails.secondFactorOff((await this.users.find(actor.userId)).email);
  }

  async renewRecoveryCodes({ userId }: Actor, device: Device): Promise<string[]> {
    const codes = makeRecoveryCodes();
    await this.factors.transaction(async (transaction) => {
      if (!(await this.factors.lock(transaction, userId))) throw unset();
      await this.factors.replaceRecoveryCodes(transaction, userId, codes.map(hashOf));
      await this.audit.record({ type: 'recovery_codes_renewed', actorId: userId, device }, transaction);
    });
    return codes;
  }

  private async finish(transaction: Transaction, type: AuditType, { actor, device }: Change): Promise<() => void> {
    await this.audit.record({ type, actorId: actor.userId, device }, transaction);
    return this.sessions.endAllIn(transaction, actor.userId, { except: actor.sessionId });
  }
}
