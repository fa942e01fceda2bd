/** A message that nobody could do anything with, as it came. */
export interface Dead {
  queue: string | null;
  id: string;
  topic: string | null;
  payload: unknown;
  reason: string;
}
