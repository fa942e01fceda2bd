import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Inside a transaction nothing may ask the pool for another connection: as many transactions as the pool has connections
 * would each hold one and wait for a second, until their time-outs. Watched in tests only, because following every promise
 * costs what a busy server can use better.
 */
export class OneConnection {
  private readonly taken: AsyncLocalStorage<true> | null;

  constructor(watched: boolean) {
    this.taken = watched ? new AsyncLocalStorage() : null;
  }

  take<T>(work: () => Promise<T>): Promise<T> {
    return this.taken ? this.taken.run(true, work) : work();
  }

  refuseSecond(): void {
    if (this.taken?.getStore()) throw new Error('A transaction may not wait for a second connection: use its own.');
  }
}
