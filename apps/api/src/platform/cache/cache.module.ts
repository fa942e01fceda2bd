import { Global, Module } from '@nestjs/common';
import { MemoryCache } from './cache.memory';
import { Cache } from './cache.port';

@Global()
@Module({ providers: [{ provide: Cache, useClass: MemoryCache }], exports: [Cache] })
export class CacheModule {}
