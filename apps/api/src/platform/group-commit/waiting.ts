/** One that waits to be committed, and who waits for its answer. */
export class Waiting<Item, Result> {
  /** Answered without having been committed: it may not be any more. */
  refused = false;
  readonly answer: Promise<Result>;
  resolve!: (result: Result) => void;
  private settle!: (reason: unknown) => void;

  constructor(
    readonly item: Item,
    readonly key: string,
    readonly since: number,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.settle = reject;
    });
  }

  refuse(reason: unknown): void {
    this.refused = true;
    this.settle(reason);
  }
}

/** Takes those out of a queue that have waited since before a moment, wherever they stand in it. */
export function takeBefore<Item, Result>(queue: Waiting<Item, Result>[], moment: number): Waiting<Item, Result>[] {
  const late = queue.filter(({ since }) => since <= moment);
  if (late.length > 0) queue.splice(0, queue.length, ...queue.filter(({ since }) => since > moment));
  return late;
}
