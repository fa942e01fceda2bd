import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../actor';
import { Network } from '../network';
import { limitOf } from './limited.decorator';
import { RateLimits } from './rate-limits';

type Request = IncomingMessage & { user?: Actor; body?: unknown };

const questions = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every route spends from a limit. Runs after the guard that says who asks, so that it can count by account. */
@Injectable()
export class LimitGuard implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    private readonly network: Network,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const name = limitOf(this.reflector, context, questions.has(request.method ?? '') ? 'any.question' : 'any.change');
    if (!name) return true;
    const { user, body } = request;
    await this.limits.spend(name, { account: user?.userId, address: this.network.addressOf(request), body });
    return true;
  }
}
