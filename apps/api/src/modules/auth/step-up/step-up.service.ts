import { Injectable } from '@nestjs/common';
import type { StepUpMethod, StepUpRequest } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { DomainError } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { Guesses } from '../guesses';
import { OwnPassword } from '../passwords/own-password.service';
import { FactorsRepository, type Standing } from '../second-factor/factors.repository';
import { SecondFactorService } from '../second-factor/second-factor.service';
import { SessionsRepository } from '../sessions/sessions.repository';
import { StepUpCodes } from './step-up-codes.service';

/** How long a proof holds. */
const provenSeconds = 600;

interface Prover extends Actor {
  device: Device;
}

type Proof = (prover: Prover, secret: string) => Promise<boolean>;

/** Proving again, in a session that is signed in, that one is its person and not somebody at their desk. */
@Injectable()
export class StepUpService {
  private readonly proofs: Record<StepUpMethod, Proof> = {
    password: ({ userId }, secret) => this.password.isRight(userId, secret),
    totp: (prover, secret) => this.secondFactor.spend(prover, 'totp', secret),
    recovery: (prover, secret) => this.secondFactor.spend(prover, 'recovery', secret),
    email: (prover, secret) => this.codes.spend(prover, secret),
  };

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly factors: FactorsRepository,
    private readonly password: OwnPassword,
    private readonly codes: StepUpCodes,
    private readonly secondFactor: SecondFactorService,
    private readonly guesses: Guesses,
  ) {}

  async demand({ userId, sessionId }: Actor): Promise<void> {
    if (await this.sessions.isProven(sessionId, provenSeconds)) return;
    const methods = stepUpMethodsOf(await this.factors.standingOf(userId));
    throw new DomainError('auth.step_up_required', 'Show again that it is you, then repeat this.', { methods });
  }

  /** Seconds during which the session counts as proven. */
  async prove(actor: Actor, { method, secret }: StepUpRequest, device: Device): Promise<number> {
    const prover = { ...actor, device };
    const open = stepUpMethodsOf(await this.factors.standingOf(actor.userId));
    const proof = open.includes(method) ? this.proofs[method] : undefined;
    const right = await this.guesses.guess(
      'step-up.failed',
      prover,
      async () => (await proof?.(prover, secret)) ?? false,
    );
    if (!right) throw new DomainError('auth.code_invalid', 'That is not right.');
    await this.sessions.markProven(actor.sessionId);
    return provenSeconds;
  }

  /** Only where a mailed code is taken. */
  async mailCode(actor: Actor): Promise<void> {
    const open = stepUpMethodsOf(await this.factors.standingOf(actor.userId));
    if (!open.includes('email')) throw new DomainError('forbidden', 'Use your password or your authenticator.');
    await this.codes.send(actor);
  }
}

/** A mailed code only where there is nothing better: whoever sits at the desk often has the mail open, too. */
export function stepUpMethodsOf({ hasPassword, totpEnabledAt, recoveryCodesLeft }: Standing): StepUpMethod[] {
  const methods: StepUpMethod[] = hasPassword ? ['password'] : [];
  if (totpEnabledAt) methods.push('totp');
  if (totpEnabledAt && recoveryCodesLeft > 0) methods.push('recovery');
  return methods.length > 0 ? methods : ['email'];
}
