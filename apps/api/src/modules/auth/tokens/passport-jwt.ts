import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { cookieNames } from '@parley/contracts';
import type { Request } from 'express';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { Actor } from '../../../platform/actor';
import { readCookie } from '../../../platform/browser';
import { type AccessClaims, AccessTokens, accessTokenRules } from './access-tokens';
import { SigningKey } from '../../../platform/secrets';

/** The HTTP side of access tokens: a bearer header, or the cookie. Never the query string, which ends up in logs. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy) {
  constructor(
    key: SigningKey,
    private readonly tokens: AccessTokens,
  ) {
    super({
      // Handed on as it is; the types know strings alone.
      secretOrKey: key.secret as unknown as Buffer,
      algorithms: [accessTokenRules.algorithm],
      issuer: accessTokenRules.issuer,
      audience: accessTokenRules.audience,
      jwtFromRequest: ExtractJwt.fromExtractors([
        ExtractJwt.fromAuthHeaderAsBearerToken(),
        (request: Request) => (request.headers.authorization ? null : readCookie(request, cookieNames.access)),
      ]),
    });
  }

  validate(claims: AccessClaims): Actor {
    const { userId, sessionId } = this.tokens.identify(claims);
    return { userId, sessionId };
  }
}
