import { Injectable } from '@nestjs/common';
import { Log } from '../../logging';
import { Metrics } from '../../metrics';
import { Periodic } from '../../turns';
import { Broker } from '../broker.port';
import { DeadLetters } from '../dead-letters/dead-letters';
import { type OutboxRow, hintsOf } from './outbox-row';
import { OutboxRepository } from './outbox.repository';

const batchMost = 500;
/** Commits that come close together are carried together. */
const gatherMs = 100;
/** For the rows of other nodes, and those a broker would not take. */
const everyMs = 1_000;

/**
 * Carries what was committed to the broker. Woken by this node's commits and once a second; not by NOTIFY, which would make
 * all commits of the database wait for each other.
 */
@Injectable()
export class OutboxRelay {
  private readonly carrying: Periodic;
  private readonly measuring: Periodic;

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly broker: Broker,
    private readonly deadLetters: DeadLetters,
    private readonly metrics: Metrics,
    log: Log,
  ) {
    // The broker itself says where it is and what is wrong.
    const waits = 'the outbox waits: what was committed is carried later';
    this.carrying = new Periodic(log, { failure: waits, everyMs, run: (signal) => this.run(signal) });
    const unknown = 'how much waits in the outbox is not known';
    this.measuring = new Periodic(log, { failure: unknown, everyMs, run: () => this.measure() });
  }

  start(): void {
    this.carrying.start(0);
    this.measuring.start();
  }

  /** Something was committed. */
  wake(inMs = gatherMs): void {
    this.carrying.soon(inMs);
  }

  /** Ends after the batch that is under way; the rest stays where it is, and is found by the next start. */
  async stop(): Promise<void> {
    await Promise.all([this.carrying.stop(), this.measuring.stop()]);
  }

  private async run(signal: AbortSignal): Promise<void> {
    await this.broker.check();
    while (!signal.aborted && (await this.outbox.forward(batchMost, (rows) => this.hand(rows))) === batchMost);
  }

  private async hand(rows: OutboxRow[]): Promise<void> {
    const { hints, misfits } = hintsOf(rows);
    await this.deadLetters.park(
      misfits.map(({ id, topic, payload, queue }) => ({
        queue,
        id,
        topic,
        payload,
        reason: 'no broker can carry this',
      })),
    );
    await this.broker.publish(hints);
    this.metrics.brokerMessages.inc({ outcome: 'published' }, hints.length);
  }

  private async measure(): Promise<void> {
    const { waiting, oldestSeconds } = await this.outbox.backlog();
    this.metrics.outboxWaiting.set(waiting);
    this.metrics.outboxOldest.set(oldestSeconds);
  }
}
