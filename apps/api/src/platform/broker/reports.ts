import { Injectable } from '@nestjs/common';
import { Log } from '../logging';
import { Metrics } from '../metrics';

/** What a broker tells those who look after the server. */
@Injectable()
export class Reports {
  private quiet = true;

  constructor(
    private readonly metrics: Metrics,
    readonly log: Log,
  ) {}

  ended(outcome: 'done' | 'again' | 'dead'): void {
    if (outcome !== 'dead') this.metrics.brokerMessages.inc({ outcome });
  }

  reachable(where: string): void {
    this.metrics.brokerUp.set(1);
    if (!this.quiet) this.log.pino.warn({ broker: where }, 'the broker can be reached again');
    this.quiet = true;
  }

  /** Once an outage. */
  away(where: string, error: unknown): void {
    this.metrics.brokerUp.set(0);
    if (!this.quiet) return;
    this.quiet = false;
    const { code, message } = error as { code?: unknown; message?: unknown };
    this.log.pino.warn(
      { broker: where, code, reason: String(message).slice(0, 200) },
      'the broker cannot be reached; what is for the workers waits in the outbox',
    );
  }
}
