import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../../config';
import { Log } from '../../../platform/logging';
import { Periodic } from '../../../platform/turns';
import { Publisher } from '../../../realtime';
import { SessionsRepository } from './sessions.repository';

const sweepMs = 1_000;
/** How far each sweep looks back behind the last good one: commits finish out of order. */
export const overlapSeconds = 30;

/**
 * Sessions that ended while an access token of theirs may still be alive, held in memory on every node.
 * Ended here: known at once. Ended on another node: found by the sweep within a second or two,
 * or by the first one that succeeds after this node was suspended or cut off, however long that was.
 */
@Injectable()
export class RevokedSessions implements OnModuleInit, OnModuleDestroy {
  private readonly endsAt = new Map<string, number>();
  private readonly sweeping: Periodic;
  /** The database's time of the last sweep that succeeded. */
  private sweptAt: string | null = null;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly publisher: Publisher,
    private readonly config: Config,
    log: Log,
  ) {
    const failure = 'ended sessions could not be read';
    this.sweeping = new Periodic(log, { failure, everyMs: sweepMs, run: () => this.sweep() });
  }

  async onModuleInit(): Promise<void> {
    await this.sweep();
    this.sweeping.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeping.stop();
  }

  has(sessionId: string): boolean {
    return this.endsAt.has(sessionId);
  }

  /** Remembers the session for as long as its tokens could live, and closes its sockets on this node. */
  add(sessionId: string): void {
    if (this.has(sessionId)) return;
    this.endsAt.set(sessionId, Date.now() + this.tokensLiveSeconds() * 1000);
    this.publisher.endSession(sessionId, 'revoked');
  }

  private async sweep(): Promise<void> {
    const lookBackSeconds = this.sweptAt ? overlapSeconds : this.tokensLiveSeconds();
    const { ids, now: sweptAt } = await this.sessions.revokedSince(this.sweptAt, lookBackSeconds);
    for (const id of ids) this.add(id);
    this.sweptAt = sweptAt;
    const now = Date.now();
    for (const [id, end] of this.endsAt) if (end < now) this.endsAt.delete(id);
  }

  private tokensLiveSeconds(): number {
    return this.config.jwtExpirationSeconds + overlapSeconds;
  }
}
