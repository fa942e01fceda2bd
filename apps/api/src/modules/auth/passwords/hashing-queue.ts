import { availableParallelism } from 'node:os';
import { DomainError } from '../../../platform/errors';

/** Hashing shares the four threads of the pool with files and name lookups, and the cores with everything else. */
const atOnce = Math.max(1, Math.min(3, availableParallelism()));
const mostWaiting = 200;
const retryAfterSeconds = 5;

/** Lets a few hashings run at a time. Who would wait for too long is told so at once. */
export class HashingQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  /** Whoever ends hands the place on, so that nobody slips in between. */
  private async turn(): Promise<void> {
    if (this.running < atOnce) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= mostWaiting) {
      throw new DomainError('unavailable', 'Very many people are signing in. Please try again.', { retryAfterSeconds });
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
