import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../platform/logging';
import { AuditRepository } from './audit.repository';

const everyMs = 3_600_000;
/** A year and a bit: what happened last year at this time can still be compared. */
const keptDays = 400;
const batch = 500;

@Injectable()
export class AuditCleanup implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly entries: AuditRepository,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.run().catch((error: unknown) => this.log.pino.debug({ err: error }, 'old records could not be forgotten'));
    }, everyMs).unref();
  }

  onModuleDestroy(): void {
    this.stopping = true;
    clearInterval(this.timer);
  }

  async run(): Promise<void> {
    while (!this.stopping && (await this.entries.forgetOlder(keptDays, batch)) === batch);
  }
}
