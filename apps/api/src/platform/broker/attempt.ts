import { type BrokerMessage, type Delivery, type Handle, Poison } from './broker.port';
import { isQueueName, isTopic } from './topics';
import { within } from './within';

export interface Patience {
  /** Between one attempt and the next; one more than these, and it is parked. */
  delaysMs: readonly number[];
  /** An attempt that has not ended by then has failed. */
  attemptMs: number;
}

export const patience: Patience = {
  delaysMs: [1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000],
  attemptMs: 60_000,
};

export type Outcome = { outcome: 'done' } | { outcome: 'again'; delayMs: number } | { outcome: 'dead'; reason: string };

/** One attempt, and what is to become of the message: the same for every broker. */
export async function attempt(handle: Handle, delivery: Delivery, { delaysMs, attemptMs }: Patience): Promise<Outcome> {
  try {
    await within(attemptMs, handle(delivery), `it did not end within ${attemptMs / 1_000} s`);
    return { outcome: 'done' };
  } catch (error) {
    const delayMs = delaysMs[delivery.attempt - 1];
    if (error instanceof Poison || delayMs === undefined) return { outcome: 'dead', reason: reasonOf(error) };
    return { outcome: 'again', delayMs };
  }
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);

export interface Carried extends BrokerMessage {
  attempt: number;
}

/** What came out of a broker may have been put there by anybody: an older node, a newer one, a stranger. */
export function readCarried(value: unknown): Carried | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, topic, payload, queue, attempt: count } = value as Record<string, unknown>;
  if (typeof id !== 'string' || id === '' || id.length > 100 || !isTopic(topic) || !isPayload(payload)) return null;
  if (!Number.isSafeInteger(count) || (count as number) < 1) return null;
  if (queue !== undefined && !isQueueName(queue)) return null;
  return { id, topic, payload, queue, attempt: count as number };
}

export const isPayload = (value: unknown): value is BrokerMessage['payload'] =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
