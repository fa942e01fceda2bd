import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { compare, genSaltSync, getRounds, hash } from 'bcrypt';
import { Config } from '../../../config';
import { Settings } from '../../../platform/database';
import { Log } from '../../../platform/logging';
import { measureCost } from './bcrypt-cost';
import { type Owner, refuseCommon } from './common-passwords';
import { HashingQueue } from './hashing-queue';

/** Only where the configuration says that this is a test: whole suites sign in thousands of times. */
const costOfTests = 4;

/** bcrypt in its native form works on the thread pool, off the event loop. */
@Injectable()
export class Passwords implements OnModuleDestroy, OnModuleInit {
  private readonly queue = new HashingQueue();
  private cost: Promise<number> = Promise.resolve(costOfTests);

  constructor(
    private readonly config: Config,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  /** Not awaited: who signs in first waits for it, and readiness does not. */
  onModuleInit(): void {
    if (this.config.mode !== 'test') this.cost = this.settle();
  }

  /** A server that is stopped while it starts still writes down what it measured: the database closes after this. */
  async onModuleDestroy(): Promise<void> {
    await this.cost;
  }

  /** The hash of a password that somebody chose, which may not be a common one. */
  async hash(password: string, owner: Owner): Promise<string> {
    await refuseCommon(password, owner);
    return this.hashAtCost(password);
  }

  async matches(password: string, stored: string | null): Promise<boolean> {
    // bcrypt would cut it, and then take it for the right one.
    const wanted = Buffer.byteLength(password) > limits.passwordMaxBytes ? null : stored;
    const cost = await this.cost;
    return this.queue.run(async () => {
      const given = wanted ?? decoy(cost);
      if ((await compare(password, given)) && wanted !== null) return true;
      // One that was hashed when the cost was lower must not fail sooner than an account that does not exist. Each step
      // doubles the work, so what is missing is one comparison at each cost from its own up to the one below.
      for (let below = getRounds(given); below < cost; below += 1) await compare(password, decoy(below));
      return false;
    });
  }

  /** A fresh hash of the right password, when the stored one was made at a lower cost. */
  async renewed(password: string, stored: string): Promise<string | null> {
    return getRounds(stored) < (await this.cost) ? this.hashAtCost(password) : null;
  }

  private async hashAtCost(password: string): Promise<string> {
    const cost = await this.cost;
    return this.queue.run(() => hash(password, cost));
  }

  /** The highest that any start or node has measured: with one that falls, unknown accounts would be the faster ones. */
  private async settle(): Promise<number> {
    const measured = await measureCost();
    const cost = await this.settings.raise('auth.bcrypt_cost', measured).catch((error: unknown) => {
      this.log.pino.warn({ err: error }, 'the cost of passwords could not be kept');
      return measured;
    });
    this.log.pino.info({ cost, measured }, 'passwords are hashed at this bcrypt cost');
    return cost;
  }
}

/** Well formed, and the hash of nothing: comparing with it costs what comparing with a real one does. */
const decoy = (cost: number): string => genSaltSync(cost) + '.'.repeat(31);
