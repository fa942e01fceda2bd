import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Actor } from '../actor';
import { limitOf } from './limited.decorator';
import { RateLimits } from './rate-limits';

/** Every socket event spends from a limit of its account: all sockets of a person share it. */
@Injectable()
export class LimitEvents {
  constructor(
    private readonly limits: RateLimits,
    private readonly reflector: Reflector,
  ) {}

  async spend(context: ExecutionContext): Promise<void> {
    const name = limitOf(this.reflector, context, 'any.event');
    const { data } = context.switchToWs().getClient<{ data: { identity: Actor } }>();
    if (name) await this.limits.spend(name, { account: data.identity.userId });
  }
}
