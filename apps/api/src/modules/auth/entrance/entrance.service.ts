import { Injectable } from '@nestjs/common';
import type { SecondFactorRequest, SignInChallenge } from '@parley/contracts';
import { DomainError } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { Audit } from '../../audit';
import { type Person, UsersService } from '../../users';
import { Challenges } from '../second-factor/challenges';
import { FactorsRepository } from '../second-factor/factors.repository';
import { SecondFactorService, secondFactorMethodsOf } from '../second-factor/second-factor.service';
import { SessionsService, type Tokens, suspended } from '../sessions/sessions.service';

/** Who came as far as the door, and how they showed it. */
export interface Arrival {
  person: Person;
  /** A mailed code shows who reads the mail, and that is less where there is a password. */
  shownBy: 'password' | 'code';
}

export interface Entered {
  person: Person;
  tokens: Tokens;
}

/** Every way of signing in ends here. */
@Injectable()
export class EntranceService {
  constructor(
    private readonly factors: FactorsRepository,
    private readonly challenges: Challenges,
    private readonly secondFactor: SecondFactorService,
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
    private readonly audit: Audit,
  ) {}

  /** Once the password or the code was right: so nobody else learns that somebody is suspended. */
  async enter({ person, shownBy }: Arrival, device: Device): Promise<Entered | SignInChallenge> {
    if (person.suspended) throw suspended();
    const standing = await this.factors.standingOf(person.id);
    const methods = secondFactorMethodsOf(standing);
    if (methods.length > 0) return { challenge: await this.challenges.give(person), methods };
    const proven = shownBy === 'password' || !standing.hasPassword;
    return this.open(person, device, proven);
  }

  /** The second half, for whoever brings back the challenge of the first. */
  async complete({ challenge, method, code }: SecondFactorRequest, device: Device): Promise<Entered> {
    const { userId, signInEpoch } = await this.challenges.try(challenge);
    if (!(await this.secondFactor.spend({ userId, device }, method, code)))
      throw new DomainError('auth.code_invalid', 'That code is not right.');
    await this.challenges.use(challenge);
    return this.open({ ...(await this.users.find(userId)), signInEpoch }, device, true);
  }

  private async open(person: Person, device: Device, proven: boolean): Promise<Entered> {
    const tokens = await this.sessions.open(person, device, proven);
    await this.audit.record({ type: 'signed_in', actorId: person.id, device });
    return { person, tokens };
  }
}
