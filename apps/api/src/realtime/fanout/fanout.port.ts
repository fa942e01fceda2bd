/**
 * The way to the other nodes of this installation. It may lose, double and reorder what it carries, and nothing waits for
 * it: what it lost, each node finds in the database.
 */
export abstract class Fanout {
  /** Whether anybody may be there; while nobody is, nothing has to be made ready for them. */
  abstract readonly hasOthers: boolean;
  /** To every node that listens, perhaps this one too. Returns at once, and never throws. */
  abstract publish(frame: string): void;
  /** What arrives is as whoever reaches the service wrote it. */
  abstract listen(listener: (frame: string) => void): void;
}
