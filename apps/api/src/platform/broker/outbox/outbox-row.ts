import type { BrokerMessage, Payload } from '../broker.port';
import { isPayload } from '../attempt';
import { isQueueName, isTopic } from '../topics';

export interface OutboxRow {
  id: string;
  topic: string;
  payload: unknown;
  queue: string | null;
}

interface Range {
  conversationId: string;
  rev: number;
  fromSeq: number;
  toSeq: number;
}

/** As `send_messages` writes it: what it says of two stretches can be said of both at once. */
function rangeIn(payload: Payload): Range | null {
  const { conversationId, rev, fromSeq, toSeq } = payload;
  const whole = typeof conversationId === 'string' && [rev, fromSeq, toSeq].every(Number.isSafeInteger);
  return whole && Object.keys(payload).length === 4 ? (payload as unknown as Range) : null;
}

const joined = (one: Range, other: Range): Range => ({
  conversationId: one.conversationId,
  rev: Math.max(one.rev, other.rev),
  fromSeq: Math.min(one.fromSeq, other.fromSeq),
  toSeq: Math.max(one.toSeq, other.toSeq),
});

/** One hint a batch, conversation and topic, and apart from them the rows that no broker could carry. */
export function hintsOf(rows: readonly OutboxRow[]): { hints: BrokerMessage[]; misfits: OutboxRow[] } {
  const hints = new Map<string, BrokerMessage>();
  const misfits: OutboxRow[] = [];
  for (const row of rows) {
    const { id, topic, payload, queue } = row;
    if (!isTopic(topic) || !isPayload(payload) || (queue !== null && !isQueueName(queue))) {
      misfits.push(row);
      continue;
    }
    const range = rangeIn(payload);
    const key = range ? `${topic} ${queue} ${range.conversationId}` : id;
    const earlier = hints.get(key)?.payload as Range | undefined;
    const merged = range && earlier ? { ...joined(earlier, range) } : payload;
    hints.set(key, { id, topic, payload: merged, queue: queue ?? undefined });
  }
  return { hints: [...hints.values()], misfits };
}
