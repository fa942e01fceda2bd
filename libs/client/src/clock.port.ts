/** Time as this library sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. Used for waiting and for the time beside a pending message, never for order. */
  now(): number;
  /** Runs `fn` once after `ms`; the returned function calls it off. */
  after(ms: number, fn: () => void): () => void;
}

/** In [0, 1), as `Math.random`. */
export type Random = () => number;
