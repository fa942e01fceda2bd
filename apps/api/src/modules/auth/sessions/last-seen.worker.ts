import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../../platform/logging';
import { Periodic } from '../../../platform/turns';
import { SessionsRepository } from './sessions.repository';

const everyMs = 10_000;

/** When sessions were last in use, written for all of them together: ten thousand sockets that come back are one statement. */
@Injectable()
export class LastSeen implements OnModuleInit, OnModuleDestroy {
  private readonly noted = new Set<string>();
  private readonly writing: Periodic;
  private last = Promise.resolve();

  constructor(
    private readonly sessions: SessionsRepository,
    log: Log,
  ) {
    const failure = 'it could not be kept who was last seen';
    this.writing = new Periodic(log, { failure, everyMs, run: () => this.write() });
  }

  onModuleInit(): void {
    this.writing.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.writing.stop();
    await this.write().catch(() => undefined);
  }

  note(sessionId: string): void {
    this.noted.add(sessionId);
  }

  /** Resolves when what was noted before has been written, also by a call that is under way. */
  write(): Promise<void> {
    this.last = this.last.catch(() => undefined).then(() => this.writeNoted());
    return this.last;
  }

  /** What cannot be written is let go: the next refresh says it again. */
  private async writeNoted(): Promise<void> {
    const ids = [...this.noted];
    this.noted.clear();
    if (ids.length > 0) await this.sessions.touch(ids);
  }
}
