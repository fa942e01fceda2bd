import { setTimeout as sleep } from 'node:timers/promises';
import { Slices } from './slices';

interface Asked<Key, Value> {
  key: Key;
  resolve: (value: Value | undefined) => void;
  reject: (reason: unknown) => void;
}

interface Reading<Key, Value> {
  /** What there is of many at once. */
  read: (keys: Key[]) => Promise<Map<Key, Value>>;
  /** In one read. */
  most: number;
  /** Waiting for one; beyond this an answer now is worth more than a place in a queue. */
  waitingMax: number;
  overloaded: () => Error;
}

/** From the beginning of one read to that of the next, unless that one is full: a crowd is read in fewer and larger ones. */
const apartMs = 20;

/**
 * One read at a time for all who ask: what is asked meanwhile goes into the next one. However many come, they hold one
 * connection of the database, and the busier it is, the cheaper each of them.
 */
export class Together<Key, Value> {
  private readonly asked: Asked<Key, Value>[] = [];
  /** What an answer sets off happens at once: all of them together would keep everybody else waiting. */
  private readonly answers = new Slices();
  private isReading = false;
  private begun = Number.NEGATIVE_INFINITY;

  constructor(private readonly reading: Reading<Key, Value>) {}

  get(key: Key): Promise<Value | undefined> {
    if (this.asked.length >= this.reading.waitingMax) return Promise.reject(this.reading.overloaded());
    return new Promise((resolve, reject) => {
      this.asked.push({ key, resolve, reject });
      if (!this.isReading) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isReading = true;
    // Those who ask in the same turn of the event loop are read together.
    await nextTurn();
    while (this.asked.length > 0) {
      const early = this.begun + apartMs - performance.now();
      if (early > 0 && this.asked.length < this.reading.most) await sleep(early);
      this.begun = performance.now();
      await this.answer(this.asked.splice(0, this.reading.most));
    }
    this.isReading = false;
  }

  private async answer(batch: Asked<Key, Value>[]): Promise<void> {
    try {
      const found = await this.reading.read([...new Set(batch.map(({ key }) => key))]);
      for (const { key, resolve } of batch) this.answers.add(() => resolve(found.get(key)));
      await new Promise<void>((resolve) => this.answers.add(resolve));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
