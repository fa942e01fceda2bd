import { DomainError } from '../../../platform/errors';

export interface BodyPage {
  /** Above this hash, in the order of hashes. */
  after: string;
  limit: number;
  /** Only what nobody put or touched for so long, by the clock of the store. */
  idleForMs: number;
}

/**
 * Large texts by the hash of what they say: the same text is one body, however often it is sent. The store knows nobody who
 * refers to a body; whoever collects orphans asks for idle ones, looks for references, and removes those that are idle
 * still. An adapter that cannot reach its store, or waits too long for it, rejects with `storeAway`.
 */
export abstract class BodyStore {
  /** Durable when it resolves. What is there already is in use from now on, as if it were new. */
  abstract put(hash: string, text: string): Promise<void>;
  /** Answers those that are there, which are in use from now on. */
  abstract touch(hashes: string[]): Promise<string[]>;
  /** Those that are there. */
  abstract get(hashes: string[]): Promise<Map<string, string>>;
  abstract list(page: BodyPage): Promise<string[]>;
  /** Of these, what is idle at the moment of removing it. Says how many that were. */
  abstract remove(hashes: string[], idleForMs: number): Promise<number>;
  abstract close(): Promise<void>;
}

export const storeAway = (): DomainError =>
  new DomainError('body_store.unavailable', 'Long texts cannot be stored or read just now. Please try again later.');
