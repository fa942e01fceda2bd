import type { ChannelModel, ConfirmChannel, RecoveringChannelModel } from 'amqplib';
import { type Patience, patience } from '../attempt';
import { type Binding, Broker, type BrokerMessage, type Handle } from '../broker.port';
import type { DeadLetters } from '../dead-letters/dead-letters';
import type { Reports } from '../reports';
import type { QueueName } from '../topics';
import { within } from '../within';
import { Consumers } from './consumers';
import { send } from './parcel';
import { type Place, placeOf } from './place';
import { Topology } from './topology';

const connectMs = 10_000;
const confirmMs = 10_000;
const delays = { initialDelay: 500, maxDelay: 5_000 };

/**
 * Somebody's RabbitMQ. Everything that has to do with a channel is made in `setup`, which runs again for each new
 * connection: a channel made elsewhere stays dead after the first connection is lost.
 */
export class RabbitBroker extends Broker {
  private readonly place: Place;
  private readonly topology: Topology;
  private readonly consumers: Consumers;
  private bindings: readonly Binding[] = [];
  private opening: Promise<RecoveringChannelModel> | undefined;
  private out: ConfirmChannel | undefined;
  private blocked = false;

  constructor(
    url: string,
    deadLetters: DeadLetters,
    private readonly reports: Reports,
    patient: Patience = patience,
    prefix = '',
  ) {
    super();
    this.place = placeOf(url);
    this.topology = new Topology(prefix, patient.delaysMs);
    this.consumers = new Consumers(this.topology, patient, deadLetters, reports);
  }

  override bind(bindings: readonly Binding[]): void {
    this.bindings = bindings;
    this.opening ??= this.open();
    this.opening.catch((error: unknown) => this.reports.away(this.place.shown, error));
  }

  override async check(): Promise<void> {
    this.channel();
  }

  override async publish(messages: readonly BrokerMessage[]): Promise<void> {
    const channel = this.channel();
    const sent = messages.map((message) => {
      const { topic, queue } = message;
      const [exchange, key] = queue ? ['', this.topology.queue(queue)] : [this.topology.topics, topic];
      return send({ channel, exchange, key }, { ...message, attempt: 1 });
    });
    await within(confirmMs, Promise.all(sent), 'RabbitMQ has not confirmed in time');
  }

  override consume(queue: QueueName, handle: Handle): void {
    this.consumers.add(queue, handle);
  }

  /** What was not acknowledged by then RabbitMQ gives to somebody else, when the connection ends. */
  override async close(withinMs: number): Promise<void> {
    await this.consumers.finish(withinMs);
    this.out = undefined;
    const connection = await this.opening?.catch(() => undefined);
    await connection?.close().catch(() => undefined);
  }

  /** The confirm channel of the moment. A server that is short of memory or disk blocks: nothing is sent into that. */
  private channel(): ConfirmChannel {
    if (!this.out || this.blocked) throw new Error(`${this.place.shown} takes nothing at present`);
    return this.out;
  }

  private async open(): Promise<RecoveringChannelModel> {
    const { connect } = await import('amqplib');
    const connection = await connect(this.place.connect, {
      timeout: connectMs,
      noDelay: true,
      recovery: { ...delays, waitForConnect: false, setup: (model: ChannelModel) => this.setUp(model) },
    });
    const { shown } = this.place;
    connection.on('connect', () => this.reports.reachable(shown));
    connection.on('connect-failed', (error) => this.reports.away(shown, error));
    connection.on('disconnect', (error) => this.lost(error));
    // Said again by `disconnect`; without a listener it would end the process.
    connection.on('error', () => undefined);
    connection.on('blocked', () => (this.blocked = true));
    connection.on('unblocked', () => (this.blocked = false));
    return connection;
  }

  private lost(error: Error): void {
    this.out = undefined;
    this.consumers.lost();
    this.reports.away(this.place.shown, error);
  }

  private async setUp(model: ChannelModel): Promise<void> {
    this.blocked = false;
    await this.topology.declare(model, this.bindings);
    const out = await model.createConfirmChannel();
    // A channel alone can end, too (a queue that was deleted): then everything is made anew.
    const again = () => this.out === out && void model.close().catch(() => undefined);
    out.on('error', () => undefined).on('close', again);
    await this.consumers.begin(model, out, again);
    this.out = out;
  }
}
