export { Patience } from './patience';
export { Redis } from './redis';
export { RedisModule } from './redis.module';
