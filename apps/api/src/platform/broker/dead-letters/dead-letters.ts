import { Injectable } from '@nestjs/common';
import { notFound } from '../../errors';
import { Log } from '../../logging';
import { Metrics } from '../../metrics';
import { type Slice, pageOf, readCursor } from '../../paging';
import type { Dead, DeadLetter } from './dead';
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

  async page(cursor: string | undefined, limit: number): Promise<Slice<DeadLetter>> {
    const [before = null] = readCursor(cursor, ['id']) ?? [];
    return pageOf(await this.letters.page(before, limit + 1), limit, (last) => [last.id]);
  }

  async replay(id: string): Promise<void> {
    if ((await this.letters.replay([id])) === 0) throw notFound();
  }

  async remove(id: string): Promise<void> {
    if ((await this.letters.remove([id])) === 0) throw notFound();
  }
}
