import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../../config';
import { Log } from '../../../platform/logging';
import { Periodic } from '../../../platform/turns';
import { overlapSeconds } from './revoked-sessions';
import { SessionsRepository } from './sessions.repository';

const everyMs = 3_600_000;
const keptSeconds = 7 * 86_400;
const batch = 500;

/** Forgets sessions a week after the last of their access tokens died: until then a node that starts asks for them. */
@Injectable()
export class SessionCleanup implements OnModuleInit, OnModuleDestroy {
  private readonly hourly: Periodic;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly config: Config,
    log: Log,
  ) {
    const failure = 'old sessions could not be forgotten';
    this.hourly = new Periodic(log, { failure, everyMs, run: (signal) => this.run(signal) });
  }

  onModuleInit(): void {
    this.hourly.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.hourly.stop();
  }

  async run(signal: AbortSignal): Promise<void> {
    const seconds = keptSeconds + this.config.jwtExpirationSeconds + overlapSeconds;
    while (!signal.aborted && (await this.sessions.forgetOver(seconds, batch)) === batch);
  }
}
