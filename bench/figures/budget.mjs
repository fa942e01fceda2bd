/**
 * Time that ends: what has not come when it is over is left.
 * @param {number | undefined} seconds without, it never ends
 */
export function within(seconds) {
  const until = performance.now() + (seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  let isOver = false;
  return {
    /** When the next of so many that are still to come is to end, so that there is time for all. @param {number} left */
    shareOf: (left) => performance.now() + (until - performance.now()) / left,
    /**
     * @template Result
     * @param {() => Promise<Result> | undefined} work
     * @returns {Promise<Result | undefined>}
     */
    async spend(work) {
      const left = until - performance.now();
      if (left === Number.POSITIVE_INFINITY) return work();
      if (isOver || left <= 0) return undefined;
      /** @type {NodeJS.Timeout | undefined} */
      let timer;
      const over = new Promise((resolve) => (timer = setTimeout(resolve, left, undefined))).then(() => {
        // A timer counts whole milliseconds, and may end a moment before its time.
        isOver = true;
      });
      const working = work();
      // When its servers are taken away it fails, and nobody is there to hear it.
      working?.catch(() => undefined);
      try {
        return /** @type {Result | undefined} */ (await Promise.race([working, over]));
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
