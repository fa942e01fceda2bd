/** Waits for what a source of the client will show. */
export function until(
  source: { subscribe: (fn: () => void) => () => void },
  isSo: () => boolean,
  withinMs = 10_000,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      unsubscribe();
      settle();
    };
    const timer = setTimeout(() => finish(() => reject(new Error('It did not come to that in time.'))), withinMs);
    const unsubscribe = source.subscribe(() => isSo() && finish(resolve));
    if (isSo()) finish(resolve);
  });
}
