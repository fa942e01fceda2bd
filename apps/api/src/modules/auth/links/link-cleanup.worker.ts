import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../../platform/logging';
import { MailedLinksRepository } from './mailed-links.repository';

const everyMs = 3_600_000;
const batch = 500;

/** Forgets links that nobody can use any more. */
@Injectable()
export class LinkCleanup implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly links: MailedLinksRepository,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.run().catch((error: unknown) => this.log.pino.debug({ err: error }, 'old links could not be forgotten'));
    }, everyMs).unref();
  }

  onModuleDestroy(): void {
    this.stopping = true;
    clearInterval(this.timer);
  }

  async run(): Promise<void> {
    while (!this.stopping && (await this.links.forgetExpired(batch)) === batch);
  }
}
