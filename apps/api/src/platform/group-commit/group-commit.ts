import { setTimeout as sleep } from 'node:timers/promises';
import { isConflict } from '../database';
import { isPassing } from '../errors';

/** Lanes a node: enough that one slow commit does not hold up everybody, few enough that batches form. */
const laneCount = 2;
const batchMax = 128;
/** A batch of this many says that there is a crowd. */
const crowd = 3;
/** What a crowd is waited for: a commit of few costs the database almost as much as one of many. */
const gatherMs = 10;
/** Beyond this a lane refuses at once: an answer now is worth more than a place in a queue nobody waits in. */
const waitingMax = 5_000;

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
}

interface Work<Item, Result> {
  /** Equal keys share a lane, and so keep their order. */
  laneOf(item: Item): string;
  /** One transaction: one result an item, in order. */
  commit(items: Item[]): Promise<Result[]>;
  /** Called after the committed have been answered, lane by lane in the order of commits. */
  committed(items: Item[], results: Result[]): void;
  overloaded(): Error;
}

/**
 * Group commit: what arrives while a commit is under way, or soon after one that had many, goes into the next one. The busier
 * the node, the larger the batches and the cheaper each message; an idle node commits a single message at once.
 */
export class GroupCommit<Item, Result> {
  private readonly lanes = Array.from({ length: laneCount }, () => new Array<Waiting<Item, Result>>());
  private readonly running = new Set<Waiting<Item, Result>[]>();
  private idle: (() => void)[] = [];

  constructor(
    private readonly work: Work<Item, Result>,
    private readonly gather: () => Promise<unknown> = () => sleep(gatherMs),
  ) {}

  add(item: Item): Promise<Result> {
    const lane = this.lanes[hash(this.work.laneOf(item)) % laneCount];
    if (!lane || lane.length >= waitingMax) return Promise.reject(this.work.overloaded());
    return new Promise((resolve, reject) => {
      lane.push({ item, resolve, reject });
      if (!this.running.has(lane)) void this.run(lane);
    });
  }

  /** Resolves when everything accepted has been answered. */
  async drain(): Promise<void> {
    if (this.running.size > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private async run(lane: Waiting<Item, Result>[]): Promise<void> {
    this.running.add(lane);
    // One turn of the event loop lets the packets that came in together be committed together.
    await new Promise((resolve) => setImmediate(resolve));
    while (lane.length > 0) {
      const batch = lane.splice(0, batchMax);
      await this.commit(batch);
      if (batch.length >= crowd && lane.length < batchMax && this.idle.length === 0) await this.gather();
    }
    this.running.delete(lane);
    if (this.running.size > 0) return;
    for (const resolve of this.idle.splice(0)) resolve();
  }

  private async commit(batch: Waiting<Item, Result>[], again = true): Promise<void> {
    try {
      const results = await this.work.commit(batch.map(({ item }) => item));
      this.answer(batch, results);
    } catch (error) {
      // One bad row must not fail its neighbours, and a single one that met a twin in another lane finds it committed
      // the second time; so does a batch that lost against another node's. A database that is gone fails them all alike,
      // and clients try again.
      if (again && (isConflict(error) || !isPassing(error))) {
        for (const one of batch) await this.commit([one], false);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  private answer(batch: Waiting<Item, Result>[], results: Result[]): void {
    batch.forEach(({ resolve, reject }, index) => {
      const result = results[index];
      if (result === undefined) reject(new Error('a commit answered for fewer items than it was given'));
      else resolve(result);
    });
    // The senders are acknowledged before the others are told.
    setImmediate(() =>
      this.work.committed(
        batch.map(({ item }) => item),
        results,
      ),
    );
  }
}

/** FNV-1a: spreads ids over the lanes. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
