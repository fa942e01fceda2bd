import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../../platform/logging';
import { Periodic } from '../../../platform/turns';
import { DeletionRepository } from './deletion.repository';
import { graceBegan } from './deletion.service';

const everyMs = 3_600_000;
const conversationsAtOnce = 100;
const messagesAtOnce = 5_000;

/** Takes away for good what was deleted and not taken back. Nodes that do it at once only share the work. */
@Injectable()
export class Purge implements OnModuleInit, OnModuleDestroy {
  private readonly hourly: Periodic;

  constructor(
    private readonly deletions: DeletionRepository,
    log: Log,
  ) {
    const failure = 'what was deleted could not be purged';
    this.hourly = new Periodic(log, { failure, everyMs, run: (signal) => this.run(signal) });
  }

  onModuleInit(): void {
    this.hourly.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.hourly.stop();
  }

  async run(signal: AbortSignal): Promise<void> {
    const before = graceBegan();
    for (const id of await this.deletions.overdue(before, conversationsAtOnce)) {
      while (!signal.aborted && (await this.deletions.purgeMessages(id, before, messagesAtOnce)) === messagesAtOnce);
      if (signal.aborted) return;
      await this.deletions.purge(id, before);
    }
  }
}
