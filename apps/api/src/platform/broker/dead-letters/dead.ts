/** A message that nobody could do anything with, as it came. */
export interface Dead {
  queue: string | null;
  id: string;
  topic: string | null;
  payload: unknown;
  reason: string;
}

/** A message that is parked. */
export interface DeadLetter {
  id: string;
  queue: string;
  topic: string | null;
  payload: string;
  /** Whether it can be handed over again as it is. */
  readable: boolean;
  reason: string;
  parkedAt: Date;
}
