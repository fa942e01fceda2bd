/** Something to watch: `subscribe` and `snapshot` fit React's `useSyncExternalStore` and plain code alike. */
export interface Source<T> {
  /** Calls `fn` after each change, until the returned function is called. */
  readonly subscribe: (fn: () => void) => () => void;
  /** The same object until something changed. */
  readonly snapshot: () => T;
}

/** Who is told when a thing changes. A listener that throws must not keep the others from hearing. */
export class Listeners {
  private readonly all = new Set<() => void>();

  readonly add = (fn: () => void): (() => void) => {
    // Wrapped, so that one function added twice is two subscriptions and leaves one at a time.
    const own = () => fn();
    this.all.add(own);
    return () => {
      this.all.delete(own);
    };
  };

  get count(): number {
    return this.all.size;
  }

  tell(): void {
    for (const fn of this.all) {
      try {
        fn();
      } catch (cause) {
        reportError(cause);
      }
    }
  }
}

/** Out of our call stack, into the host's own handling of uncaught errors. */
function reportError(cause: unknown): void {
  queueMicrotask(() => {
    throw cause;
  });
}

/** A value that tells when it is replaced by another one. */
export class Cell<T> implements Source<T> {
  private readonly listeners = new Listeners();

  constructor(private value: T) {}

  readonly subscribe = (fn: () => void) => this.listeners.add(fn);
  readonly snapshot = (): T => this.value;

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    this.listeners.tell();
  }
}
