import type { Channel, ChannelModel, ConfirmChannel, ConsumeMessage } from 'amqplib';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Carried, type Patience, attempt } from '../attempt';
import type { Handle } from '../broker.port';
import type { DeadLetters } from '../dead-letters/dead-letters';
import type { Reports } from '../reports';
import type { QueueName } from '../topics';
import { confirmed, send, unpack } from './parcel';
import type { Topology } from './topology';

/** How many messages of a queue this node holds at a time. */
const prefetch = 16;
const againMs = 1_000;

type Work = (message: ConsumeMessage, out: ConfirmChannel) => Promise<void>;

/** Takes messages, and says what became of each only when that is safe: acknowledged is done, waiting elsewhere, or parked. */
export class Consumers {
  private readonly works = new Map<string, Work>();
  private readonly underWay = new Set<Promise<void>>();
  private taking: { channel: Channel; tag: string }[] = [];
  private stopping = false;

  constructor(
    private readonly topology: Topology,
    private readonly patient: Patience,
    private readonly deadLetters: DeadLetters,
    private readonly reports: Reports,
  ) {}

  /** Before the connection is made. Who works also parks what RabbitMQ and its own attempts gave up. */
  add(queue: QueueName, handle: Handle): void {
    this.works.set(this.topology.queue(queue), (message, out) => this.work(queue, handle, message, out));
    this.works.set(this.topology.deadQueue, (message) => this.bury(message));
  }

  async begin(model: ChannelModel, out: ConfirmChannel, again: () => void): Promise<void> {
    this.taking = [];
    for (const [queue, work] of this.works) {
      const channel = await model.createChannel();
      channel.on('error', () => undefined).on('close', again);
      await channel.prefetch(prefetch);
      const { consumerTag } = await channel.consume(queue, (message) => {
        // Null: somebody deleted the queue.
        if (message) this.take(channel, message, () => work(message, out));
        else again();
      });
      this.taking.push({ channel, tag: consumerTag });
    }
  }

  lost(): void {
    this.taking = [];
  }

  async finish(withinMs: number): Promise<void> {
    this.stopping = true;
    await Promise.all(this.taking.map(({ channel, tag }) => channel.cancel(tag).catch(() => undefined)));
    await Promise.race([Promise.all(this.underWay), sleep(withinMs, undefined, { ref: false })]);
  }

  private take(channel: Channel, message: ConsumeMessage, work: () => Promise<void>): void {
    if (this.stopping) return;
    const taken = this.settle(channel, message, work).finally(() => this.underWay.delete(taken));
    this.underWay.add(taken);
  }

  private async settle(channel: Channel, message: ConsumeMessage, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      channel.ack(message);
    } catch {
      // Neither done nor in other hands. What lies on a channel that is gone comes again by itself.
      await sleep(againMs, undefined, { ref: false });
      try {
        channel.nack(message);
      } catch {
        return;
      }
    }
  }

  private async work(queue: QueueName, handle: Handle, message: ConsumeMessage, out: ConfirmChannel): Promise<void> {
    const carried = unpack(message);
    if (!carried) return this.giveUp(queue, message, 'it cannot be read', out);
    const result = await attempt(handle, carried, this.patient);
    this.reports.ended(result.outcome);
    if (result.outcome === 'dead') return this.giveUp(queue, message, result.reason, out);
    if (result.outcome !== 'again') return;
    const later: Carried = { ...carried, attempt: carried.attempt + 1 };
    await send({ channel: out, exchange: this.topology.retry(result.delayMs), key: this.topology.queue(queue) }, later);
  }

  private giveUp(queue: QueueName, message: ConsumeMessage, reason: string, out: ConfirmChannel): Promise<void> {
    const { content, properties } = message;
    const options = { persistent: true, messageId: text(properties.messageId), type: text(properties.type) };
    return confirmed({ channel: out, exchange: this.topology.dead, key: '' }, content, {
      ...options,
      headers: { queue, reason },
    });
  }

  /** Out of RabbitMQ into our own table, where it can be looked at without being taken. */
  private async bury({ content, properties }: ConsumeMessage): Promise<void> {
    const { messageId, type } = properties as { messageId: unknown; type: unknown };
    const headers = (properties.headers ?? {}) as Record<string, unknown>;
    const [death] = (Array.isArray(headers['x-death']) ? headers['x-death'] : []) as {
      queue?: unknown;
      reason?: unknown;
    }[];
    const body = content.toString('utf8');
    await this.deadLetters.park([
      {
        queue: text(headers.queue) ?? text(death?.queue)?.replace(/^.*?(\w+)\.queue$/, '$1') ?? null,
        id: text(messageId) ?? `content.${hash(body)}`,
        topic: text(type) ?? null,
        payload: body,
        reason: text(headers.reason) ?? `RabbitMQ gave it up: ${text(death?.reason) ?? 'it does not say why'}`,
      },
    ]);
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** So that the same is parked once. */
function hash(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 32);
}
