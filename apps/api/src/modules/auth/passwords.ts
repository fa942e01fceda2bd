import { Injectable } from '@nestjs/common';
import { compare, hash } from 'bcrypt';

const cost = 10;

/** bcrypt in its native form works on the thread pool, off the event loop. */
@Injectable()
export class Passwords {
  /** Compared against when there is no such account, so that the answer takes as long. */
  private readonly decoy = hash('nobody has this password', cost);

  hash(password: string): Promise<string> {
    return hash(password, cost);
  }

  async matches(password: string, stored: string | null): Promise<boolean> {
    const same = await compare(password, stored ?? (await this.decoy));
    return same && stored !== null;
  }
}
