import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { steppedUpRoute } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { StepUpService } from './step-up.service';

/** Stands behind the access guard, which says who asks. */
@Injectable()
export class StepUpGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly stepUp: StepUpService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const sensitive = this.reflector.getAllAndOverride<boolean | undefined>(steppedUpRoute, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!sensitive) return true;
    const { user } = context.switchToHttp().getRequest<Request & { user?: Actor }>();
    if (!user) throw new Error('A public route cannot ask for a step-up.');
    await this.stepUp.demand(user);
    return true;
  }
}
