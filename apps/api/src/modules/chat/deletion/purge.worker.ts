import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../../platform/logging';
import { DeletionRepository } from './deletion.repository';
import { graceBegan } from './deletion.service';

const everyMs = 3_600_000;
const conversationsAtOnce = 100;
const messagesAtOnce = 5_000;

/** Takes away for good what was deleted and not taken back. Nodes that do it at once only share the work. */
@Injectable()
export class Purge implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly deletions: DeletionRepository,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.run().catch((error: unknown) => this.log.pino.warn({ err: error }, 'what was deleted could not be purged'));
    }, everyMs).unref();
  }

  onModuleDestroy(): void {
    this.stopping = true;
    clearInterval(this.timer);
  }

  async run(): Promise<void> {
    const before = graceBegan();
    for (const id of await this.deletions.overdue(before, conversationsAtOnce)) {
      while (!this.stopping && (await this.deletions.purgeMessages(id, before, messagesAtOnce)) === messagesAtOnce);
      if (this.stopping) return;
      await this.deletions.purge(id, before);
    }
  }
}
