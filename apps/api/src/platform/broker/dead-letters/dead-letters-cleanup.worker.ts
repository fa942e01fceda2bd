import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../logging';
import { Periodic } from '../../turns';
import { DeadLettersRepository } from './dead-letters.repository';

const everyMs = 3_600_000;
const batch = 500;
/** Nobody looks at what nobody looked at for so long; and a broken worker must not fill the disk. */
const kept = { days: 90, most: 10_000 };

@Injectable()
export class DeadLettersCleanup implements OnModuleInit, OnModuleDestroy {
  private readonly hourly: Periodic;

  constructor(
    private readonly letters: DeadLettersRepository,
    log: Log,
  ) {
    const failure = 'old dead letters could not be forgotten';
    this.hourly = new Periodic(log, { failure, everyMs, run: (signal) => this.run(signal) });
  }

  onModuleInit(): void {
    this.hourly.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.hourly.stop();
  }

  async run(signal: AbortSignal, bounds = kept): Promise<void> {
    while (!signal.aborted && (await this.letters.forgetOld(bounds, batch)) === batch);
  }
}
