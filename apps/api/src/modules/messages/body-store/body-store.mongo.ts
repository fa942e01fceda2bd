import { type Connection, Schema, createConnection } from 'mongoose';
import { DomainError } from '../../../platform/errors';
import { BodyStore, type BodyPage, storeAway } from './body-store.port';

interface Body {
  _id: string;
  text: string;
  usedAt: Date;
}

/** Below the five seconds within which a refusal has to come. */
const patienceMs = 3_500;
/** After a failure to connect, how long one is answered at once instead of waiting again. */
const restMs = 1_000;

const body = new Schema<Body>(
  {
    _id: { type: String, required: true },
    text: { type: String, required: true },
    usedAt: { type: Date, required: true },
  },
  {
    collection: 'bodies',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
    writeConcern: { w: 'majority', j: true, wtimeout: patienceMs },
  },
);
// Whoever walks through them reads this and not the texts, which are large.
body.index({ _id: 1, usedAt: 1 });

/** Where it is, without who may enter. */
export const mongoHost = (url: string): string => /^[^:]+:\/\/(?:[^@/]*@)?([^/?]+)/.exec(url)?.[1] ?? 'MONGODB_URL';

/** One document a body, and so neither transactions nor sessions. */
export class MongoBodyStore extends BodyStore {
  private readonly connection: Connection = createConnection();
  private readonly bodies = this.connection.model('Body', body);
  private connecting: Promise<void> | undefined;
  /** From the first success on the driver itself connects again. */
  private opened = false;
  private failedAt = -Infinity;
  private reached = true;

  constructor(
    private readonly url: string,
    /** Told when it is lost, and when it is there again. */
    private readonly say: (line: string, error?: unknown) => void,
  ) {
    super();
    // Without a listener a lost connection would end the process.
    this.connection.on('error', (error: unknown) => this.lost(error));
  }

  put(hash: string, text: string): Promise<void> {
    return this.attempt(async () => {
      const stored = { $setOnInsert: { text }, $currentDate: { usedAt: true } } as const;
      const store = () => this.bodies.updateOne({ _id: hash }, stored, { upsert: true });
      await store().catch((error: unknown) => {
        // Two inserted it at once, and this one lost: now it is there.
        if ((error as { code?: unknown }).code === 11_000) return store();
        throw error;
      });
    });
  }

  touch(hashes: string[]): Promise<string[]> {
    return this.attempt(async () => {
      await this.bodies.updateMany({ _id: { $in: hashes } }, { $currentDate: { usedAt: true } });
      const there = await this.bodies.find({ _id: { $in: hashes } }, { _id: 1 }).lean();
      return there.map(({ _id }) => _id);
    });
  }

  get(hashes: string[]): Promise<Map<string, string>> {
    return this.attempt(async () => {
      const found = await this.bodies.find({ _id: { $in: hashes } }, { text: 1 }).lean();
      return new Map(found.map(({ _id, text }) => [_id, text]));
    });
  }

  list({ after, limit, idleForMs }: BodyPage): Promise<string[]> {
    return this.attempt(async () => {
      const usedAt = { $lt: await this.before(idleForMs) };
      const found = await this.bodies
        .find({ _id: { $gt: after }, usedAt }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return found.map(({ _id }) => _id);
    });
  }

  remove(hashes: string[], idleForMs: number): Promise<number> {
    return this.attempt(async () => {
      const usedAt = { $lt: await this.before(idleForMs) };
      return (await this.bodies.deleteMany({ _id: { $in: hashes }, usedAt })).deletedCount;
    });
  }

  async close(): Promise<void> {
    await this.connection.destroy();
  }

  /** Settles when the first attempt to connect is over; it says itself how that ended. */
  async open(): Promise<void> {
    await this.ready().catch(() => undefined);
  }

  /** By the clock of the store, which also wrote `usedAt`: those of the nodes may differ by hours. */
  private async before(idleForMs: number): Promise<Date> {
    const { localTime } = (await this.connection.db?.admin().command({ hello: 1 })) ?? {};
    if (!(localTime instanceof Date)) throw new Error('MongoDB does not tell its time');
    return new Date(localTime.getTime() - idleForMs);
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('MongoDB did not answer in time')), patienceMs).unref();
    });
    const done = this.ready().then(work);
    try {
      const answer = await Promise.race([done, late]);
      if (!this.reached) this.say('is there again');
      this.reached = true;
      return answer;
    } catch (error) {
      done.catch(() => undefined);
      this.lost(error);
      throw error instanceof DomainError ? error : storeAway();
    } finally {
      clearTimeout(timer);
    }
  }

  private async ready(): Promise<void> {
    if (this.opened) return;
    if (!this.connecting && performance.now() - this.failedAt < restMs) throw storeAway();
    this.connecting ??= this.connect().finally(() => (this.connecting = undefined));
    await this.connecting;
  }

  private async connect(): Promise<void> {
    try {
      await this.connection.openUri(this.url, {
        // For an address that names no database.
        ...(/^[^:]+:\/\/[^/]+\/[^?]/.test(this.url) ? {} : { dbName: 'parley' }),
        bufferCommands: false,
        serverSelectionTimeoutMS: 2_000,
        connectTimeoutMS: 2_000,
        socketTimeoutMS: patienceMs,
        maxPoolSize: 10,
      });
      this.opened = true;
    } catch (error) {
      this.failedAt = performance.now();
      this.lost(error);
      await this.connection.close().catch(() => undefined);
      throw storeAway();
    }
    // Without it everything works, and the walk through the bodies is slow.
    await this.bodies.createIndexes().catch((error: unknown) => this.say('lets us make no index', error));
  }

  /** Once for each time it is lost. */
  private lost(error: unknown): void {
    if (error instanceof DomainError) return;
    if (this.reached) this.say('cannot be reached; long texts wait for it, short ones do not', error);
    this.reached = false;
  }
}
