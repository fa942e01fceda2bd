import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../config';
import { Log } from '../../platform/logging';
import { Publisher } from '../../realtime';
import { SessionsRepository } from './sessions.repository';

const sweepMs = 1_000;
/** How far each sweep looks back: commits finish out of order, and a database may be away for a while. */
const overlapSeconds = 30;

/**
 * Sessions that ended while an access token of theirs may still be alive, held in memory on every node.
 * Ended here: known at once. Ended on another node: found by the sweep within a second or two.
 */
@Injectable()
export class RevokedSessions implements OnModuleInit, OnModuleDestroy {
  private readonly endsAt = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private lookBackSeconds: number;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly publisher: Publisher,
    private readonly config: Config,
    private readonly log: Log,
  ) {
    this.lookBackSeconds = config.jwtExpirationSeconds + overlapSeconds;
  }

  async onModuleInit(): Promise<void> {
    await this.sweep();
    this.schedule();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  has(sessionId: string): boolean {
    return this.endsAt.has(sessionId);
  }

  /** Remembers the session for as long as its tokens could live, and closes its sockets on this node. */
  add(sessionId: string): void {
    if (this.has(sessionId)) return;
    this.endsAt.set(sessionId, Date.now() + (this.config.jwtExpirationSeconds + overlapSeconds) * 1000);
    this.publisher.endSession(sessionId, 'revoked');
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.sweep()
        .then(
          () => (this.lookBackSeconds = overlapSeconds),
          (error: unknown) => {
            this.lookBackSeconds += sweepMs / 1000;
            this.log.pino.debug({ err: error }, 'ended sessions could not be read');
          },
        )
        .finally(() => this.timer && this.schedule());
    }, sweepMs).unref();
  }

  private async sweep(): Promise<void> {
    for (const id of await this.sessions.revokedWithin(this.lookBackSeconds)) this.add(id);
    const now = Date.now();
    for (const [id, end] of this.endsAt) if (end < now) this.endsAt.delete(id);
  }
}
