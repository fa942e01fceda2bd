import { Injectable } from '@nestjs/common';
import { Log } from '../../logging';
import { Metrics } from '../../metrics';
import type { Dead } from './dead';
import { DeadLettersRepository } from './dead-letters.repository';

/** Where messages are parked that failed too often or could not be read, until somebody looks at them. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly letters: DeadLettersRepository,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** Parked twice is parked once. */
  async park(dead: readonly Dead[]): Promise<void> {
    if (dead.length === 0) return;
    await this.letters.add(dead);
    this.metrics.brokerMessages.inc({ outcome: 'parked' }, dead.length);
    for (const { queue, topic, id, reason } of dead) {
      this.log.pino.error({ queue, topic, message: id, reason }, 'a message is parked as a dead letter');
    }
  }
}
