export { Limited, Unlimited } from './limited.decorator';
export { RateLimits } from './rate-limits';
export { RateLimitsModule } from './rate-limits.module';
export type { LimitName } from './table';
