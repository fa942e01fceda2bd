export { CacheModule } from './cache.module';
export { Cache } from './cache.port';
