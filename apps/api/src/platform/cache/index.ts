export { MemoryCache } from './cache.memory';
export { CacheModule } from './cache.module';
export { Cache, type Counted, cacheAway } from './cache.port';
