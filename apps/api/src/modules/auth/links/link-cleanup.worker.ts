import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../../platform/logging';
import { Periodic } from '../../../platform/turns';
import { MailedLinksRepository } from './mailed-links.repository';

const everyMs = 3_600_000;
const batch = 500;

/** Forgets links that nobody can use any more. */
@Injectable()
export class LinkCleanup implements OnModuleInit, OnModuleDestroy {
  private readonly hourly: Periodic;

  constructor(
    private readonly links: MailedLinksRepository,
    log: Log,
  ) {
    const failure = 'old links could not be forgotten';
    this.hourly = new Periodic(log, { failure, everyMs, run: (signal) => this.run(signal) });
  }

  onModuleInit(): void {
    this.hourly.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.hourly.stop();
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.links.forgetExpired(batch)) === batch);
  }
}
