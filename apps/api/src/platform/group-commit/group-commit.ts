import { setTimeout as sleep } from 'node:timers/promises';
import { isConflict, isHeld } from '../database';
import { isPassing } from '../errors';
import { Aside } from './aside';
import { Waiting, takeBefore } from './waiting';

/** Lanes a node: enough that one slow commit does not hold up everybody, few enough that batches form. */
const laneCount = 2;
const batchMax = 128;
/** A batch of this many says that there is a crowd. */
const crowd = 3;
/** What a crowd is waited for: a commit of few costs the database almost as much as one of many. */
const gatherMs = 10;
/** Beyond this a lane refuses at once: an answer now is worth more than a place in a queue nobody waits in. */
const waitingMax = 5_000;
/** Whoever has waited so long is refused, and never committed: within five seconds everybody is answered. */
const patienceMs = 4_000;
/** The same where a commit is under way, which may succeed all the same: who tries again then gets what it made. */
const lastPatienceMs = 4_700;
const lookMs = 100;

interface Work<Item, Result> {
  /** Equal keys share a lane, and so keep their order. */
  laneOf(item: Item): string;
  /** One transaction: one result an item, in order. */
  commit(items: Item[]): Promise<Result[]>;
  /** Called after the committed have been answered, lane by lane in the order of commits. */
  committed(items: Item[], results: Result[]): void;
  overloaded(): Error;
  /** Of these keys those that nobody else holds: where a commit gives up waiting for a lock, its items wait aside. */
  free?(keys: string[]): Promise<string[]>;
}

/**
 * Group commit: what arrives while a commit is under way, or soon after one that had many, goes into the next one. The busier
 * the node, the larger the batches and the cheaper each message; an idle node commits a single message at once.
 */
export class GroupCommit<Item, Result> {
  private readonly lanes = Array.from({ length: laneCount }, () => new Array<Waiting<Item, Result>>());
  private readonly running = new Set<Waiting<Item, Result>[]>();
  private readonly underWay = new Set<Waiting<Item, Result>[]>();
  private readonly aside: Aside<Item, Result>;
  private looking: NodeJS.Timeout | undefined;
  private idle: (() => void)[] = [];

  constructor(
    private readonly work: Work<Item, Result>,
    private readonly gather: () => Promise<unknown> = () => sleep(gatherMs),
    private readonly now: () => number = () => performance.now(),
  ) {
    const free = async (keys: string[]) => (await work.free?.(keys)) ?? [];
    this.aside = new Aside({ free, commit: (batch) => this.commit(batch) }, batchMax, () => this.rest());
  }

  /** `since` when its answer is awaited, where something else had to be waited for before. */
  add(item: Item, since = this.now()): Promise<Result> {
    const key = this.work.laneOf(item);
    const isAside = this.aside.has(key);
    const lane = this.lanes[hash(key) % laneCount];
    const isFull = !lane || (isAside ? this.aside.size : lane.length) >= waitingMax;
    if (isFull || since <= this.now() - patienceMs) return Promise.reject(this.work.overloaded());
    const waiting = new Waiting<Item, Result>(item, key, since);
    if (isAside) this.aside.add([waiting]);
    else lane.push(waiting);
    if (!isAside && !this.running.has(lane)) void this.run(lane);
    this.looking ??= setInterval(() => this.look(), lookMs).unref();
    return waiting.answer;
  }

  /** Resolves when everything accepted has been answered. */
  async drain(): Promise<void> {
    if (!this.isIdle) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private get isIdle(): boolean {
    return this.running.size === 0 && this.aside.isIdle;
  }

  private async run(lane: Waiting<Item, Result>[]): Promise<void> {
    this.running.add(lane);
    // One turn of the event loop lets the packets that came in together be committed together.
    await new Promise((resolve) => setImmediate(resolve));
    while (lane.length > 0) {
      const batch = lane.splice(0, batchMax);
      if (!(await this.commit(batch))) this.setAside(batch, lane);
      if (batch.length >= crowd && lane.length < batchMax && this.idle.length === 0) await this.gather();
    }
    this.running.delete(lane);
    this.rest();
  }

  private rest(): void {
    if (!this.isIdle) return;
    clearInterval(this.looking);
    this.looking = undefined;
    for (const resolve of this.idle.splice(0)) resolve();
  }

  /** With all that waits behind it for the same: order is kept by key. */
  private setAside(batch: Waiting<Item, Result>[], lane: Waiting<Item, Result>[]): void {
    const keys = new Set(batch.map(({ key }) => key));
    const behind = lane.splice(0);
    lane.push(...behind.filter(({ key }) => !keys.has(key)));
    this.aside.add([...batch, ...behind.filter(({ key }) => keys.has(key))].filter(({ refused }) => !refused));
  }

  /** Refuses whoever has waited too long. */
  private look(): void {
    const moment = this.now() - patienceMs;
    const late = [...this.lanes.flatMap((lane) => takeBefore(lane, moment)), ...this.aside.takeBefore(moment)];
    this.refuse(late);
    for (const batch of this.underWay) this.refuse(batch, lastPatienceMs);
  }

  private refuse(batch: Waiting<Item, Result>[], patience = patienceMs): void {
    const moment = this.now() - patience;
    for (const one of batch) if (one.since <= moment) one.refuse(this.work.overloaded());
  }

  /** False when somebody else holds what is needed: then nothing is committed, and nobody answered. */
  private async commit(batch: Waiting<Item, Result>[], again = true): Promise<boolean> {
    this.underWay.add(batch);
    try {
      const results = await this.work.commit(batch.map(({ item }) => item));
      this.answer(batch, results);
    } catch (error) {
      // One bad row must not fail its neighbours, and a single one that met a twin in another lane finds it committed
      // the second time; so does a batch that lost against another node's. A database that is gone fails them all alike,
      // and clients try again.
      if (this.work.free && isHeld(error)) {
        this.refuse(batch);
        return false;
      }
      if (again && (isConflict(error) || !isPassing(error))) return await this.oneByOne(batch);
      for (const one of batch) one.refuse(error);
    } finally {
      this.underWay.delete(batch);
    }
    return true;
  }

  private async oneByOne(batch: Waiting<Item, Result>[]): Promise<true> {
    for (const one of batch) {
      if (!one.refused && !(await this.commit([one], false))) one.refuse(this.work.overloaded());
    }
    return true;
  }

  private answer(batch: Waiting<Item, Result>[], results: Result[]): void {
    batch.forEach((one, index) => {
      const result = results[index];
      if (result === undefined) one.refuse(new Error('a commit answered for fewer items than it was given'));
      else one.resolve(result);
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
