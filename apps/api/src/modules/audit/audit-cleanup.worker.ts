import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../platform/logging';
import { Periodic } from '../../platform/turns';
import { AuditRepository } from './audit.repository';

const everyMs = 3_600_000;
/** A year and a bit: what happened last year at this time can still be compared. */
const keptDays = 400;
const batch = 500;

@Injectable()
export class AuditCleanup implements OnModuleInit, OnModuleDestroy {
  private readonly hourly: Periodic;

  constructor(
    private readonly entries: AuditRepository,
    log: Log,
  ) {
    const failure = 'old records could not be forgotten';
    this.hourly = new Periodic(log, { failure, everyMs, run: (signal) => this.run(signal) });
  }

  onModuleInit(): void {
    this.hourly.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.hourly.stop();
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.entries.forgetOlder(keptDays, batch)) === batch);
  }
}
