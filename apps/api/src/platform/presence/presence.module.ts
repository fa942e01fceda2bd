import { Global, Module } from '@nestjs/common';
import { Metrics } from '../metrics';
import { Redis } from '../redis';
import { MemoryPresence } from './presence.memory';
import { Presence } from './presence.port';
import { RedisPresence } from './presence.redis';

const presence = {
  provide: Presence,
  inject: [Metrics, { token: Redis, optional: true }],
  useFactory: (metrics: Metrics, redis?: Redis) => (redis ? new RedisPresence(redis, metrics) : new MemoryPresence()),
};

@Global()
@Module({ providers: [presence], exports: [Presence] })
export class PresenceModule {}
