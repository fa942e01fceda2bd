import { DomainError } from '../errors';

export interface Counted {
  count: number;
  /** Until the count begins again at nothing. */
  expiresInMs: number;
}

/**
 * What may be lost: sign-in codes, marks against replay, counts for limits, copies of what never changes. A key is
 * `kind:rest`, and kinds are crowded out only by their own: previews never push a sign-in code out. Under a key stands a
 * value or a count, never now one and now the other. Each method is one step that no other node gets between. All of them
 * reject with `unavailable` when the store cannot be reached, and soon; who lets that pass fails closed, as what guards a
 * secret has to, and what only keeps readers polite catches it.
 */
export abstract class Cache {
  abstract put(key: string, value: string, ttlMs: number): Promise<void>;
  /** False, and nothing is changed, when something stands there already. Of many at once one gets true. */
  abstract putIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>;
  abstract get(key: string): Promise<string | null>;
  /** Gets and removes: of many at once one gets the value. */
  abstract take(key: string): Promise<string | null>;
  /** Adds to a count, which begins with the first and ends `ttlMs` after it, however often it is added to. */
  abstract count(key: string, by: number, ttlMs: number): Promise<Counted>;
}

export const cacheAway = (): DomainError =>
  new DomainError('unavailable', 'This cannot be done now. Please try again.');
