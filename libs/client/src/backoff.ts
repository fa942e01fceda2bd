import type { Random } from './clock.port';

export interface BackoffLimits {
  /** Upper bound of the first wait. */
  first: number;
  /** Upper bound of every wait. */
  cap: number;
}

/**
 * Exponential with full jitter: anywhere between nothing and the bound. Equal waits would bring ten thousand
 * clients of a restarted server back in the same instant.
 */
export function backoff(attempt: number, limits: BackoffLimits, random: Random): number {
  const bound = Math.min(limits.cap, limits.first * 2 ** Math.min(attempt, 30));
  return Math.round(bound * random());
}
