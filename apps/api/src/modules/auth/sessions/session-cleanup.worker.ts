import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../../config';
import { Log } from '../../../platform/logging';
import { overlapSeconds } from './revoked-sessions';
import { SessionsRepository } from './sessions.repository';

const everyMs = 3_600_000;
const keptSeconds = 7 * 86_400;
const batch = 500;

/** Forgets sessions a week after the last of their access tokens died: until then a node that starts asks for them. */
@Injectable()
export class SessionCleanup implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.run().catch((error: unknown) => this.log.pino.debug({ err: error }, 'old sessions could not be forgotten'));
    }, everyMs).unref();
  }

  onModuleDestroy(): void {
    this.stopping = true;
    clearInterval(this.timer);
  }

  async run(): Promise<void> {
    const seconds = keptSeconds + this.config.jwtExpirationSeconds + overlapSeconds;
    while (!this.stopping && (await this.sessions.forgetOver(seconds, batch)) === batch);
  }
}
