import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { createHash, randomBytes } from 'node:crypto';
import { Cache } from '../../../platform/cache';
import { DomainError } from '../../../platform/errors';
import type { Person } from '../../users';

/** Who showed a password or a code, and still owes a second factor. */
interface Challenged {
  userId: string;
  signInEpoch: number;
}

const lifetimeMs = 5 * 60_000;
const tries = 5;

/** Random words for a sign-in that is half done. They stand in the cache and nowhere else, so they open nothing else. */
@Injectable()
export class Challenges {
  constructor(private readonly cache: Cache) {}

  async give({ id: userId, signInEpoch }: Pick<Person, 'id' | 'signInEpoch'>): Promise<string> {
    const challenged: Challenged = { userId, signInEpoch };
    const challenge = randomBytes(32).toString('base64url');
    await this.cache.put(keyOf(challenge), JSON.stringify(challenged), lifetimeMs);
    return challenge;
  }

  /** Whom it was given to. Counts a try before the code is looked at, so that many at once are no more than a few. */
  async try(challenge: string): Promise<Challenged> {
    const found = readChallenged(await this.cache.get(keyOf(challenge)));
    if (!found) throw invalid();
    const { count } = await this.cache.count(`challenge-tries:${keyOf(challenge)}`, 1, lifetimeMs);
    if (count > tries) {
      await this.cache.take(keyOf(challenge));
      throw invalid();
    }
    return found;
  }

  /** After the right code: one sign-in. */
  async use(challenge: string): Promise<void> {
    if (!(await this.cache.take(keyOf(challenge)))) throw invalid();
  }
}

const keyOf = (challenge: string) => `challenge:${createHash('sha256').update(challenge).digest('base64url')}`;

/** Null for what an older or a newer version of this server wrote in words of its own. */
function readChallenged(text: string | null): Challenged | null {
  try {
    const { userId, signInEpoch } = JSON.parse(text ?? '') as Partial<Challenged>;
    return isUUID(userId) && Number.isInteger(signInEpoch) ? ({ userId, signInEpoch } as Challenged) : null;
  } catch {
    return null;
  }
}

const invalid = () =>
  new DomainError('auth.challenge_invalid', 'This sign-in took too long or too many tries. Start again.');
