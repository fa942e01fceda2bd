import type { Redis as Client } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../logging';
import { reasonOf } from './watch';

const probeMs = { first: 100, last: 2_000 };
const waitingMost = 2_000;
const sayAgainMs = 60_000;

class Late extends Error {}

/**
 * Asks Redis, and waits a moment at most. After an answer that did not come, nobody waits: each question is refused at
 * once until a question of its own is answered in time. Cut off, ioredis refuses by itself; this is for a Redis that
 * takes everything and says nothing.
 */
export class Patience {
  private waiting = 0;
  private isGivenUp = false;
  private saidAt = -Infinity;

  constructor(
    private readonly client: Client,
    private readonly log: Log,
    private readonly answerMs = 500,
  ) {}

  async ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
    if (this.isGivenUp || this.waiting >= waitingMost) throw new Late('Redis is not waited for');
    this.waiting += 1;
    try {
      return await this.within(this.answerMs, question(this.client));
    } catch (error) {
      if (error instanceof Late) this.giveUp();
      else if (isRefusal(error)) this.say(reasonOf(error), 'Redis refuses; the server goes on without it');
      throw error;
    } finally {
      this.waiting -= 1;
    }
  }

  private async within<T>(ms: number, answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      // Timers run before what has arrived is read: after a pause of this process, the answer may be there already.
      timer = setTimeout(() => setImmediate(() => reject(new Late(`no answer for ${ms} ms`))), ms);
    });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  private giveUp(): void {
    if (this.isGivenUp) return;
    this.isGivenUp = true;
    this.say('late', 'Redis does not answer in time; the server goes on without it');
    void this.untilItAnswers().then(() => (this.isGivenUp = false));
  }

  private async untilItAnswers(): Promise<void> {
    for (let pause = probeMs.first; this.client.status !== 'end'; pause = Math.min(pause * 2, probeMs.last)) {
      await sleep(pause, undefined, { ref: false });
      const answers = this.within(this.answerMs / 2, this.client.ping()).then(
        () => true,
        () => false,
      );
      if (await answers) return;
    }
  }

  /** Now and then: one that is slow now and quick then would fill the log. */
  private say(reason: string, words: string): void {
    if (performance.now() - this.saidAt < sayAgainMs) return;
    this.saidAt = performance.now();
    this.log.pino.warn({ reason }, words);
  }
}

/** An answer, and it is no: out of memory, not allowed, read-only. */
const isRefusal = (error: unknown): error is Error => error instanceof Error && error.name === 'ReplyError';
