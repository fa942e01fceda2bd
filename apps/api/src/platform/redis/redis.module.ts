import { Global, Module } from '@nestjs/common';
import { Config } from '../../config';
import { Epoch } from '../database';
import { Log } from '../logging';
import { Redis } from './redis';

/** Whoever has an adapter for it injects `{ token: Redis, optional: true }`. */
@Global()
@Module({
  providers: [{ provide: Redis, inject: [Config, Epoch, Log], useFactory: Redis.open }],
  exports: [Redis],
})
export class RedisModule {}
