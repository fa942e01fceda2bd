/** A message between the parts of the server that nobody could do anything with. */
export interface DeadLetter {
  id: string;
  /** Where it failed. */
  queue: string;
  topic: string | null;
  /** A hint without secrets, or whatever a stranger put there. */
  payload: string;
  /** Whether it can be tried again as it is. */
  readable: boolean;
  reason: string;
  parkedAt: string;
}
