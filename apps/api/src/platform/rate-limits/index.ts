export { LimitEvents } from './limit-events';
export { Limited, Unlimited } from './limited.decorator';
export { RateLimits } from './rate-limits';
export { RateLimitsModule } from './rate-limits.module';
