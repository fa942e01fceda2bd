import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { publicRoute } from '../../../http';
import { DomainError } from '../../../platform/errors';
import { tokenError } from './access-tokens';

/** Every route needs a signed-in person unless it says `@Public()`. Sockets were asked at their handshake. */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override canActivate(context: ExecutionContext) {
    if (context.getType() !== 'http') return true;
    const open = this.reflector.getAllAndOverride<boolean | undefined>(publicRoute, [
      context.getHandler(),
      context.getClass(),
    ]);
    return open || super.canActivate(context);
  }

  override handleRequest<A>(error: unknown, actor: A | false, info: unknown): A {
    if (error instanceof Error) throw error;
    if (actor) return actor;
    const missing = info instanceof Error && info.message === 'No auth token';
    throw missing ? new DomainError('auth.required', 'Sign in first.') : tokenError(info);
  }
}
