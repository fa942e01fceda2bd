import { Injectable } from '@nestjs/common';
import { Log } from '../../logging';
import { Metrics } from '../../metrics';
import { Broker } from '../broker.port';
import { DeadLetters } from '../dead-letters/dead-letters';
import { type OutboxRow, hintsOf } from './outbox-row';
import { OutboxRepository } from './outbox.repository';

const batchMost = 500;
/** Commits that come close together are carried together. */
const gatherMs = 20;
/** For the rows of other nodes, and those a broker would not take. */
const everyMs = 1_000;

/**
 * Carries what was committed to the broker. Woken by this node's commits and once a second; not by NOTIFY, which would make
 * all commits of the database wait for each other.
 */
@Injectable()
export class OutboxRelay {
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = true;
  private failing = false;

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly broker: Broker,
    private readonly deadLetters: DeadLetters,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => {
      void this.measure();
      this.wake(0);
    }, everyMs).unref();
    this.wake(0);
  }

  /** Something was committed. */
  wake(inMs = gatherMs): void {
    if (this.stopped || this.soon) return;
    this.soon = setTimeout(() => {
      this.soon = undefined;
      // What is committed during a run may be too late for it.
      if (this.running) this.wake(gatherMs);
      else this.running = this.run().finally(() => (this.running = undefined));
    }, inMs).unref();
  }

  /** Ends after the batch that is under way; the rest stays where it is, and is found by the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.soon);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      await this.broker.check();
      while (!this.stopped && (await this.outbox.forward(batchMost, (rows) => this.hand(rows))) === batchMost);
      if (this.failing) this.log.pino.info('the outbox is carried on');
      this.failing = false;
    } catch (error) {
      // Once an outage: the broker itself says where it is and what is wrong.
      if (!this.failing) this.log.pino.warn({ err: error }, 'the outbox waits: what was committed is carried later');
      this.failing = true;
    }
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
    const backlog = await this.outbox.backlog().catch(() => null);
    if (!backlog) return;
    this.metrics.outboxWaiting.set(backlog.waiting);
    this.metrics.outboxOldest.set(backlog.oldestSeconds);
  }
}
