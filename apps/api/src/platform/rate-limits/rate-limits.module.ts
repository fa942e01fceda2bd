import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MemoryCache } from '../cache';
import { LimitGuard } from './limit.guard';
import { RateLimits } from './rate-limits';

@Global()
@Module({
  providers: [RateLimits, MemoryCache, { provide: APP_GUARD, useClass: LimitGuard }],
  exports: [RateLimits],
})
export class RateLimitsModule {}
