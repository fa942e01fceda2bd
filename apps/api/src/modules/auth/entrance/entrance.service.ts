import { Injectable } from '@nestjs/common';
import type { SignInChallenge } from '@parley/contracts';
import type { Person } from '../../users';
import { FactorsRepository } from '../second-factor/factors.repository';
import { type Device, SessionsService, type Tokens, suspended } from '../sessions/sessions.service';

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
    private readonly sessions: SessionsService,
  ) {}

  /** Once the password or the code was right: so nobody else learns that somebody is suspended. */
  async enter({ person, shownBy }: Arrival, device: Device): Promise<Entered | SignInChallenge> {
    if (person.suspended) throw suspended();
    const { hasPassword } = await this.factors.standingOf(person.id);
    const proven = shownBy === 'password' || !hasPassword;
    return { person, tokens: await this.sessions.open(person, device, proven) };
  }
}
