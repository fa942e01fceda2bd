import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contracts';
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
    // bcrypt would cut it, and then take it for the right one.
    const wanted = Buffer.byteLength(password) > limits.passwordMaxBytes ? null : stored;
    const same = await compare(password, wanted ?? (await this.decoy));
    return same && wanted !== null;
  }
}
