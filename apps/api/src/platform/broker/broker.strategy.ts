import { Injectable } from '@nestjs/common';
import { BaseRpcContext, type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { Config } from '../../config';
import { type Binding, Broker, type Delivery } from './broker.port';
import { OutboxRelay } from './outbox/outbox-relay';
import { type QueueName, isQueueName, matches } from './topics';

/** What a drain waits for attempts that are under way. */
const goodbyeMs = 5_000;

interface Listener extends Binding {
  handler: MessageHandler;
}

/** Nest's microservice side over the `Broker` port: its stock transports neither acknowledge nor retry for a handler. */
@Injectable()
export class BrokerStrategy extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;

  constructor(
    private readonly broker: Broker,
    private readonly relay: OutboxRelay,
    private readonly config: Config,
  ) {
    super();
  }

  /** Waits for nothing: a broker that is away is found when it is back. */
  listen(listening: () => void): void {
    const listeners = this.listeners();
    this.broker.bind(listeners);
    if (this.config.role !== 'api') {
      for (const queue of new Set(listeners.map((one) => one.queue))) {
        this.broker.consume(queue, (delivery) => this.deliver(queue, listeners, delivery));
      }
    }
    this.relay.start();
    listening();
  }

  async close(): Promise<void> {
    await this.relay.stop();
    await this.broker.close(goodbyeMs);
  }

  on(): never {
    throw new Error('This transport tells of no events.');
  }

  unwrap(): never {
    throw new Error('There is nothing of use below this transport.');
  }

  private listeners(): Listener[] {
    return [...this.getHandlers()].map(([pattern, handler]) => {
      const queue: unknown = handler.extras?.queue;
      if (!handler.isEventHandler || !isQueueName(queue))
        throw new Error(`${pattern} does not say which queue it reads.`);
      return { queue, pattern, handler };
    });
  }

  private async deliver(queue: QueueName, listeners: Listener[], delivery: Delivery): Promise<void> {
    const wanted = listeners.filter((one) => one.queue === queue && matches(one.pattern, delivery.topic));
    // A newer node may; after the last attempt somebody looks at it.
    if (wanted.length === 0) throw new Error(`nobody here works on ${delivery.topic}`);
    const context = new BaseRpcContext([delivery]);
    for (const { handler } of wanted) {
      const result: unknown = await handler(delivery.payload, context);
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    }
  }
}
