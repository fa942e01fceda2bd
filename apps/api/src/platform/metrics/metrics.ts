import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Every number this process tells Prometheus, by name, in one place. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly sockets = new Gauge({
    name: 'parley_sockets',
    help: 'Open sockets on this node',
    registers: [this.registry],
  });

  readonly socketRefusals = new Counter({
    name: 'parley_socket_refusals_total',
    help: 'Socket events answered with an error, by code',
    labelNames: ['code'],
    registers: [this.registry],
  });

  readonly slowSockets = new Counter({
    name: 'parley_slow_sockets_total',
    help: 'Sockets ended because they did not take what they were sent: full (too much waited) or stuck (none of it was taken)',
    labelNames: ['reason'],
    registers: [this.registry],
  });

  readonly messagesCommitted = new Counter({
    name: 'parley_messages_committed_total',
    help: 'Messages committed by this node',
    registers: [this.registry],
  });

  readonly commitSize = new Histogram({
    name: 'parley_commit_messages',
    help: 'Messages in one commit',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers: [this.registry],
  });

  readonly commitSeconds = new Histogram({
    name: 'parley_commit_seconds',
    help: 'Time of one commit of messages',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers: [this.registry],
  });

  readonly mails = new Counter({
    name: 'parley_mails_total',
    help: 'Tries to send a mail, by outcome: sent, retried, failed for good, dropped unsent because too many waited',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly mailsWaiting = new Gauge({
    name: 'parley_mails_waiting',
    help: 'Mails that wait to be sent by this node',
    registers: [this.registry],
  });

  readonly brokerUp = new Gauge({
    name: 'parley_broker_up',
    help: 'Whether this node reaches the broker',
    registers: [this.registry],
  });

  readonly brokerMessages = new Counter({
    name: 'parley_broker_messages_total',
    help: 'Messages by outcome: published, done, again (tried again later), parked as a dead letter',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly outboxWaiting = new Gauge({
    name: 'parley_outbox_waiting',
    help: 'Rows of the outbox that no broker has yet, up to 100,000',
    registers: [this.registry],
  });

  readonly outboxOldest = new Gauge({
    name: 'parley_outbox_oldest_seconds',
    help: 'Age of the oldest row of the outbox',
    registers: [this.registry],
  });

  readonly fanout = new Counter({
    name: 'parley_fanout_total',
    help: 'Frames to other nodes sent or dropped, and tidings from them heard or refused as malformed',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly cache = new Counter({
    name: 'parley_cache_total',
    help: 'Questions to the shared cache answered, or not because it is away, and what stood there malformed',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly limitsAlone = new Counter({
    name: 'parley_limits_without_cache_total',
    help: 'Limits that the shared cache could not count: counted here, by this node alone, or refused',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly presence = new Counter({
    name: 'parley_presence_total',
    help: 'Presence: told to those who watch, lost (the store could not be reached), refused as malformed',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'parley_' });
  }
}
