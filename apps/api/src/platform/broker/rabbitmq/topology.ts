import type { Channel, ChannelModel } from 'amqplib';
import type { Binding } from '../broker.port';
import { type QueueName, queueNames, queueOf } from '../topics';

/** Of a message whose consumers die with it, before RabbitMQ itself gives it up (quorum queues only). */
const deliveriesMost = 20;

/** What stands in RabbitMQ: made by whoever comes first, the same for all, and never changed by a later start. */
export class Topology {
  readonly topics: string;
  readonly dead: string;
  readonly deadQueue: string;

  constructor(
    private readonly prefix: string,
    private readonly delaysMs: readonly number[],
  ) {
    this.topics = `${prefix}chat`;
    this.dead = `${prefix}chat.dead`;
    this.deadQueue = `${prefix}dead.queue`;
  }

  queue(name: QueueName): string {
    return this.prefix + queueOf(name);
  }

  retry(delayMs: number): string {
    return `${this.prefix}chat.retry.${delayMs / 1_000}s`;
  }

  async declare(model: ChannelModel, bindings: readonly Binding[]): Promise<void> {
    const channel = await model.createChannel();
    // Its errors come as rejections, too.
    channel.on('error', () => undefined);
    await channel.assertExchange(this.topics, 'topic', { durable: true });
    await channel.assertExchange(this.dead, 'fanout', { durable: true });
    await this.queueThere(model, this.deadQueue, {});
    await channel.bindQueue(this.deadQueue, this.dead, '');
    for (const delayMs of this.delaysMs) await this.declareRetry(channel, delayMs);
    for (const name of queueNames) {
      await this.queueThere(model, this.queue(name), { 'x-dead-letter-exchange': this.dead });
    }
    for (const { queue, pattern } of bindings) await channel.bindQueue(this.queue(queue), this.topics, pattern);
    await channel.close();
  }

  /** Messages rest here, each under the name of its queue, and go back to it by the default exchange. */
  private async declareRetry(channel: Channel, delayMs: number): Promise<void> {
    const name = this.retry(delayMs);
    await channel.assertExchange(name, 'fanout', { durable: true });
    await channel.assertQueue(name, {
      durable: true,
      arguments: { 'x-message-ttl': delayMs, 'x-dead-letter-exchange': '' },
    });
    await channel.bindQueue(name, name, '');
  }

  /** As it is, if it is there; else as a quorum queue where the server has them, else as a plain one. */
  private async queueThere(model: ChannelModel, name: string, how: Record<string, unknown>): Promise<void> {
    const quorum = { ...how, 'x-queue-type': 'quorum', 'x-delivery-limit': deliveriesMost };
    const tries = [
      (channel: Channel) => channel.checkQueue(name),
      (channel: Channel) => channel.assertQueue(name, { durable: true, arguments: quorum }),
      (channel: Channel) => channel.assertQueue(name, { durable: true, arguments: how }),
    ];
    let refusal: unknown;
    for (const make of tries) {
      // A refusal ends the channel it was said on.
      const channel = await model.createChannel();
      channel.on('error', () => undefined);
      try {
        await make(channel);
        await channel.close();
        return;
      } catch (error) {
        refusal = error;
      }
    }
    throw refusal;
  }
}
