import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../../platform/logging';
import { SessionsRepository } from './sessions.repository';

const everyMs = 10_000;

/** When sessions were last in use, written for all of them together: ten thousand sockets that come back are one statement. */
@Injectable()
export class LastSeen implements OnModuleInit, OnModuleDestroy {
  private readonly noted = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.write(), everyMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  note(sessionId: string): void {
    this.noted.add(sessionId);
  }

  /** What cannot be written is let go: the next refresh says it again. */
  async write(): Promise<void> {
    const ids = [...this.noted];
    this.noted.clear();
    if (ids.length === 0) return;
    await this.sessions
      .touch(ids)
      .catch((error: unknown) => this.log.pino.debug({ err: error }, 'it could not be kept who was last seen'));
  }
}
