import type { QueueName } from './topics';

/** A hint, small and without secrets: what happened, and where to read how things are now. */
export type Payload = Readonly<Record<string, unknown>>;

export interface BrokerMessage {
  /** The same for the same message, however often it is handed over. */
  id: string;
  topic: string;
  payload: Payload;
  /** Left out: every queue that wants the topic. */
  queue?: QueueName | undefined;
}

export interface Delivery {
  id: string;
  topic: string;
  payload: Payload;
  /** From 1. */
  attempt: number;
}

/** Resolves when the work is done for good. Rejects to be tried again later, or with `Poison` to be parked at once. */
export type Handle = (delivery: Delivery) => Promise<void>;

/** Trying again is of no use. */
export class Poison extends Error {}

export interface Binding {
  queue: QueueName;
  pattern: string;
}

/**
 * Carries hints to those who work behind the commit. At least once, in no order: consumers read the state as it is now,
 * and doing their work twice changes nothing. Only the outbox relay publishes.
 */
export abstract class Broker {
  /** Who wants what; said once, before anything else. */
  abstract bind(bindings: readonly Binding[]): void;
  /** Rejects while nothing can be handed over. */
  abstract check(): Promise<void>;
  /** Resolves when all of them are in safe hands. When it rejects, some may be: hand over all of them again. */
  abstract publish(messages: readonly BrokerMessage[]): Promise<void>;
  /** In the same breath as `bind`: from then on, whenever the broker can be reached, a bounded number at a time. */
  abstract consume(queue: QueueName, handle: Handle): void;
  /** Takes nothing new, finishes what is under way within this time, hands the rest back, and lets go of everything. */
  abstract close(withinMs: number): Promise<void>;
}
