import { type Waiting, takeBefore } from './waiting';

interface Ways<Item, Result> {
  /** Of these keys those that nobody else holds at this moment. */
  free(keys: string[]): Promise<string[]>;
  /** Answers what it commits, or refuses it for good; false when somebody holds what it needs. */
  commit(batch: Waiting<Item, Result>[]): Promise<boolean>;
}

/**
 * Where those wait whose rows somebody else holds, so that nobody waits behind them. One commit at a time, however many are
 * held: those that are free by now together, and when none is, the next in turn stands in PostgreSQL's queue for a moment.
 * For a conversation into which several nodes write is hardly ever found free, but has its turn in that queue.
 */
export class Aside<Item, Result> {
  private readonly queues = new Map<string, Waiting<Item, Result>[]>();
  private running = false;

  constructor(
    private readonly ways: Ways<Item, Result>,
    private readonly batchMax: number,
    private readonly idle: () => void,
  ) {}

  get isIdle(): boolean {
    return !this.running;
  }

  get size(): number {
    let size = 0;
    for (const queue of this.queues.values()) size += queue.length;
    return size;
  }

  has(key: string): boolean {
    return this.queues.has(key);
  }

  /** In the order of their coming, behind those of the same key that are here. */
  add(waiting: Waiting<Item, Result>[]): void {
    for (const one of waiting) {
      const queue = this.queues.get(one.key);
      if (queue) queue.push(one);
      else this.queues.set(one.key, [one]);
    }
    if (!this.running) void this.run();
  }

  takeBefore(moment: number): Waiting<Item, Result>[] {
    return [...this.queues.values()].flatMap((queue) => takeBefore(queue, moment));
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.queues.size > 0) {
      const keys = [...this.queues.keys()];
      try {
        const free = await this.ways.free(keys);
        if (free.length > 0) await this.together(free);
        else await this.alone(keys[0] ?? '');
      } catch (error) {
        for (const one of this.takeBefore(Infinity)) one.refuse(error);
        this.queues.clear();
      }
    }
    this.running = false;
    this.idle();
  }

  private async together(keys: string[]): Promise<void> {
    const batch = this.take(keys);
    if (await this.isDone(batch)) return this.forget(keys);
    // Held by something else that belongs to one of them, or again.
    this.putBack(batch);
    for (const key of keys) await this.alone(key);
  }

  private async alone(key: string): Promise<void> {
    const batch = this.take([key]);
    if (await this.isDone(batch)) return this.forget([key]);
    this.putBack(batch);
    const queue = this.queues.get(key) ?? [];
    this.queues.delete(key);
    if (queue.length > 0) this.queues.set(key, queue);
  }

  private async isDone(batch: Waiting<Item, Result>[]): Promise<boolean> {
    return batch.length === 0 || (await this.ways.commit(batch));
  }

  private take(keys: string[]): Waiting<Item, Result>[] {
    const batch: Waiting<Item, Result>[] = [];
    for (const key of keys) batch.push(...(this.queues.get(key)?.splice(0, this.batchMax - batch.length) ?? []));
    return batch;
  }

  private putBack(batch: Waiting<Item, Result>[]): void {
    for (const one of batch.filter(({ refused }) => !refused).toReversed()) this.queues.get(one.key)?.unshift(one);
  }

  /** What comes from now on goes the usual way: nothing of theirs waits here. */
  private forget(keys: string[]): void {
    for (const key of keys) if (this.queues.get(key)?.length === 0) this.queues.delete(key);
  }
}
