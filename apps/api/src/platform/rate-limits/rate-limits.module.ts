import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MemoryCache } from '../cache';
import { LimitEvents } from './limit-events';
import { LimitGuard } from './limit.guard';
import { RateLimits } from './rate-limits';

@Global()
@Module({
  providers: [RateLimits, LimitEvents, MemoryCache, { provide: APP_GUARD, useClass: LimitGuard }],
  exports: [RateLimits, LimitEvents],
})
export class RateLimitsModule {}
