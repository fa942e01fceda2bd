import type { ConfirmChannel, ConsumeMessage, Options } from 'amqplib';
import { type Carried, readCarried } from '../attempt';

/** Larger than any hint; what is larger came from a stranger and is not read. */
const bytesMost = 65_536;

export interface Way {
  channel: ConfirmChannel;
  exchange: string;
  key: string;
}

/** Resolves when RabbitMQ has it on its disk. */
export function send(way: Way, { id, topic, payload, attempt }: Carried): Promise<void> {
  return confirmed(way, Buffer.from(JSON.stringify(payload)), {
    persistent: true,
    contentType: 'application/json',
    messageId: id,
    type: topic,
    headers: { attempt },
  });
}

export function confirmed({ channel, exchange, key }: Way, content: Buffer, options: Options.Publish): Promise<void> {
  return new Promise((resolve, reject) => {
    channel.publish(exchange, key, content, options, (error: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('RabbitMQ refused a message'));
      else resolve();
    });
  });
}

/** Null: it is none of ours, or not any more. */
export function unpack({ content, properties }: ConsumeMessage): Carried | null {
  if (content.length > bytesMost) return null;
  const { messageId, type, headers } = properties as {
    messageId: unknown;
    type: unknown;
    headers?: { attempt?: unknown };
  };
  try {
    const payload: unknown = JSON.parse(content.toString('utf8'));
    return readCarried({ id: messageId, topic: type, payload, attempt: headers?.attempt ?? 1 });
  } catch {
    return null;
  }
}
