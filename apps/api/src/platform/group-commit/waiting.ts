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

/** Takes those that came before a moment from the front of a queue, which is in the order of their coming. */
export function takeBefore<Item, Result>(queue: Waiting<Item, Result>[], moment: number): Waiting<Item, Result>[] {
  const first = queue.findIndex(({ since }) => since > moment);
  return queue.splice(0, first < 0 ? queue.length : first);
}
