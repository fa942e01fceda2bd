import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { DomainError } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { Audit } from '../../audit';
import type { Transaction } from '../../../platform/database';
import type { Person } from '../../users';
import { AccessTokens } from '../tokens/access-tokens';
import { RevokedSessions } from './revoked-sessions';
import { SessionsRepository, type StoredRefreshToken } from './sessions.repository';

/** A session that nobody used for this long is over. */
export const sessionDays = 90;

/** How long a token just replaced still works: two tabs may refresh at once, and an answer may get lost. */
const siblingSeconds = 10;

/** What somebody who signs out has in hand. */
interface Shown {
  refreshToken?: string | null | undefined;
  accessToken?: string | null | undefined;
}

/** A person as they stood when they showed who they are. */
type Entering = Pick<Person, 'id' | 'signInEpoch'>;

export interface Tokens {
  userId: string;
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
}

export const suspended = () => new DomainError('auth.suspended', 'This account is suspended.');

/** The password was changed, or all sessions were ended, while this sign-in was under way. */
const overtaken = () => new DomainError('auth.invalid_credentials', 'This sign-in was overtaken. Sign in again.');

const refused = () => new DomainError('auth.refresh_invalid', 'This sign-in has ended. Sign in again.');

@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly accessTokens: AccessTokens,
    private readonly revoked: RevokedSessions,
    private readonly audit: Audit,
  ) {}

  /** For somebody who has shown who they are; `proven` when that was proof enough for sensitive changes, too. */
  async open({ id: userId, signInEpoch }: Entering, device: Device, proven: boolean): Promise<Tokens> {
    const id = uuid();
    const { token, hash } = newRefreshToken();
    const session = { id, userId, ...device, proven, days: sessionDays, most: limits.sessionsMax };
    const ended = await this.sessions.transaction(async (transaction) => {
      const door = await this.sessions.doorOf(transaction, userId);
      if (door?.suspended) throw suspended();
      if (door?.signInEpoch !== signInEpoch) throw overtaken();
      return this.sessions.create(transaction, session, hash);
    });
    for (const one of ended) this.revoked.add(one);
    return this.tokens(userId, id, token);
  }

  /**
   * Gives a new pair for a refresh token. One replaced more than ten seconds ago is in two hands: its whole family ends,
   * whoever of the two shows it.
   */
  async refresh(refreshToken: string, device: Device): Promise<Tokens> {
    const old = hashOf(refreshToken);
    const { token, hash } = newRefreshToken();
    const found = await this.sessions.transaction(async (transaction) => {
      const stored = await this.sessions.lock(transaction, old);
      if (stored && isUsable(stored)) await this.sessions.replace(transaction, old, hash, sessionDays);
      return stored;
    });
    if (!found || found.over) throw refused();
    if (!isUsable(found)) {
      if (await this.end(found.sessionId))
        await this.audit.record({ type: 'refresh_reused', subjectId: found.userId, device });
      throw refused();
    }
    return this.tokens(found.userId, found.sessionId, token);
  }

  /** Ends the sessions of the tokens shown; nothing to end is no error. */
  async signOut({ refreshToken, accessToken }: Shown, device: Device): Promise<void> {
    const shown = [
      refreshToken ? await this.sessions.ownerOf(hashOf(refreshToken)) : null,
      accessToken ? await this.accessTokens.verify(accessToken).catch(() => null) : null,
    ];
    for (const one of shown) {
      if (one && (await this.end(one.sessionId)))
        await this.audit.record({ type: 'signed_out', actorId: one.userId, device });
    }
  }

  /** False when it was over already. */
  async end(sessionId: string): Promise<boolean> {
    const ended = await this.sessions.revoke(sessionId);
    this.revoked.add(sessionId);
    return ended;
  }

  /** Ends every session of a person at once, but one if it is named, and whatever sign-in is under way. */
  async endAllOf(userId: string, { except }: { except?: string } = {}): Promise<void> {
    const tell = await this.sessions.transaction((transaction) => this.endAllIn(transaction, userId, { except }));
    tell();
  }

  /** The same as part of a change that must not happen without it; call what it answers after the commit. */
  async endAllIn(transaction: Transaction, userId: string, { except }: { except?: string } = {}): Promise<() => void> {
    const ended = await this.sessions.revokeAllOf(transaction, userId, except ?? null);
    return () => ended.forEach((id) => this.revoked.add(id));
  }

  private async tokens(userId: string, sessionId: string, refreshToken: string): Promise<Tokens> {
    const accessToken = await this.accessTokens.sign(userId, sessionId);
    return { userId, accessToken, refreshToken, expiresIn: this.accessTokens.lifetimeSeconds };
  }
}

const isUsable = ({ over, replacedSecondsAgo }: StoredRefreshToken): boolean =>
  !over && (replacedSecondsAgo === null || replacedSecondsAgo < siblingSeconds);

const hashOf = (token: string) => new Uint8Array(createHash('sha256').update(token).digest());

function newRefreshToken() {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}
