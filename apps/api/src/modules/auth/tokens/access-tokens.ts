import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { isUUID } from 'class-validator';
import { v7 as uuid } from 'uuid';
import { Config } from '../../../config';
import { DomainError } from '../../../platform/errors';
import { Identity, type SocketIdentity } from '../../../realtime';
import { LastSeen } from '../sessions/last-seen.worker';
import { RevokedSessions } from '../sessions/revoked-sessions';

/** What an access token is, for signing and for every place that verifies one. */
export const accessTokenRules = {
  algorithm: 'HS256',
  issuer: 'parley',
  audience: 'parley:access',
} as const;

export interface AccessClaims {
  sub: string;
  sid: string;
  iat: number;
  exp: number;
}

/** Signs and verifies access tokens, and asks memory whether their session still stands: no query per message. */
@Injectable()
export class AccessTokens extends Identity {
  readonly lifetimeSeconds: number;

  constructor(
    private readonly jwt: JwtService,
    private readonly revoked: RevokedSessions,
    private readonly lastSeen: LastSeen,
    config: Config,
  ) {
    super();
    this.lifetimeSeconds = config.jwtExpirationSeconds;
  }

  sign(userId: string, sessionId: string): Promise<string> {
    const { algorithm, issuer, audience } = accessTokenRules;
    return this.jwt.signAsync(
      { sid: sessionId },
      { subject: userId, jwtid: uuid(), expiresIn: this.lifetimeSeconds, algorithm, issuer, audience },
    );
  }

  async verify(token: string): Promise<SocketIdentity> {
    const { algorithm, issuer, audience } = accessTokenRules;
    try {
      return this.identify(
        await this.jwt.verifyAsync<AccessClaims>(token, { algorithms: [algorithm], issuer, audience }),
      );
    } catch (error) {
      throw error instanceof DomainError ? error : tokenError(error);
    }
  }

  isRevoked(sessionId: string): boolean {
    return this.revoked.has(sessionId);
  }

  seen(sessionId: string): void {
    this.lastSeen.note(sessionId);
  }

  keepSeen(): Promise<void> {
    return this.lastSeen.write().catch(() => undefined);
  }

  /**
   * From claims whose signature has been verified. No token lives longer than one signed now would: ended sessions are
   * remembered for that long, and those of before a shorter JWT_EXPIRATION would come back to life.
   */
  identify({ sub, sid, iat, exp }: AccessClaims): SocketIdentity {
    const expiresAt = Math.min(exp, iat + this.lifetimeSeconds);
    // The library takes a token without `exp` for one that lives for ever.
    if (!isUUID(sub) || !isUUID(sid) || !Number.isFinite(expiresAt)) throw tokenError(null);
    if (expiresAt <= Date.now() / 1000) throw outlived();
    if (this.isRevoked(sid)) throw new DomainError('auth.session_revoked', 'This session has ended. Sign in again.');
    return { userId: sub, sessionId: sid, expiresAt };
  }
}

const outlived = () => new DomainError('auth.token_expired', 'This token has expired. Renew it.');

export function tokenError(error: unknown): DomainError {
  const expired = error instanceof Error && error.name === 'TokenExpiredError';
  return expired ? outlived() : new DomainError('auth.token_invalid', 'This token is not valid here.');
}
