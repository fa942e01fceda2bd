import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Log } from '../../platform/logging';
import { Periodic } from '../../platform/turns';
import { Audience } from '../audience';
import { Teller } from '../telling/teller';
import { Committed, type Moved } from './committed.port';

const everyMs = 1_000;

/**
 * Looks once a second at what was committed anywhere, and has this node tell what it has not told: whatever was lost on the
 * way, however its node ended, and also where nodes have no other way to hear of each other.
 */
@Injectable()
export class Sweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sweeping: Periodic;
  private snapshot: string | null = null;

  constructor(
    private readonly committed: Committed,
    private readonly teller: Teller,
    private readonly audience: Audience,
    log: Log,
  ) {
    // As long as the database is away each sweep fails, and the first one that does not finds everything.
    const failure = 'what was committed could not be read';
    this.sweeping = new Periodic(log, { failure, everyMs, run: () => this.run() });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.run();
    this.sweeping.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeping.stop();
  }

  private async run(): Promise<void> {
    const moved = await this.committed.since(this.snapshot);
    await this.teller.stand(moved);
    await this.tellReceipts(moved.readers);
    // Not before: what could not be told now is found again.
    this.snapshot = moved.snapshot;
  }

  /** A receipt that comes twice does no harm: pointers only grow. */
  private async tellReceipts(readers: Moved['readers']): Promise<void> {
    const heard = readers.filter(([userId, id]) => this.audience.hears(id) && !this.audience.isHere(userId));
    if (heard.length === 0) return;
    for (const receipt of await this.committed.receipts(heard)) this.audience.tellReceipt(receipt);
  }
}
