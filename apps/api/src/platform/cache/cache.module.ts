import { Global, Module } from '@nestjs/common';
import { Log } from '../logging';
import { Metrics } from '../metrics';
import { Patience, Redis } from '../redis';
import { SigningKey } from '../secrets';
import { MemoryCache } from './cache.memory';
import { Cache } from './cache.port';
import { RedisCache } from './cache.redis';

const cache = {
  provide: Cache,
  inject: [SigningKey, Metrics, Log, { token: Redis, optional: true }],
  useFactory: (key: SigningKey, metrics: Metrics, log: Log, redis?: Redis) =>
    redis ? new RedisCache(new Patience(redis.commands, log), redis.prefix, key, metrics) : new MemoryCache(),
};

@Global()
@Module({ providers: [cache], exports: [Cache] })
export class CacheModule {}
