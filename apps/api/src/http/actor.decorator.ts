import { type ExecutionContext, SetMetadata, createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../platform/actor';
import { DomainError } from '../platform/errors';

/** The verified person behind the request. A public route has none and must not ask. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { user } = context.switchToHttp().getRequest<Request & { user?: Actor }>();
  if (!user) throw new DomainError('auth.required', 'Sign in first.');
  return user;
});

export const publicRoute = 'parley:public';

/** Opens a route to people who are not signed in. Everything else is closed. */
export const Public = () => SetMetadata(publicRoute, true);
