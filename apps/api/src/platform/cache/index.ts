export { MemoryCache } from './cache.memory';
export { CacheModule } from './cache.module';
export { Cache, type Counted } from './cache.port';
