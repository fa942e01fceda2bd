import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Config } from '../config';
import { carriesSessionCookie, provenance } from '../platform/browser';
import { DomainError } from '../platform/errors';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * CSRF, login CSRF included: another site may not change anything with this browser's cookies, nor plant a session in it.
 * A bearer token is no part of it: no browser adds one by itself.
 */
@Injectable()
export class OriginGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request>();
    if (safeMethods.has(request.method) || request.headers.authorization) return true;
    const from = provenance(request, this.config.corsOrigins);
    const refused = from === 'foreign' || (from === 'unsaid' && carriesSessionCookie(request));
    if (refused)
      throw new DomainError('origin.refused', 'This request came from another site, or did not say from where.');
    return true;
  }
}
