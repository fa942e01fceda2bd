/** Longer than this nobody else is kept waiting; one thing is done all the same. */
const sliceMs = 2;

/**
 * What comes in crowds, a little at a time. Ten thousand things of a tenth of a millisecond are one second in which nobody
 * is answered; in slices they take as long, and everybody else has a turn in between.
 */
export class Slices {
  private waiting: (() => void)[] = [];
  /** Taking from the front would move all those behind. */
  private next = 0;
  private isRunning = false;

  get length(): number {
    return this.waiting.length - this.next;
  }

  add(work: () => void): void {
    this.waiting.push(work);
    if (this.isRunning) return;
    this.isRunning = true;
    setImmediate(() => this.run());
  }

  private run(): void {
    for (const until = performance.now() + sliceMs; this.length > 0;) {
      this.waiting[this.next++]?.();
      if (performance.now() >= until) break;
    }
    if (this.length > 0) return void setImmediate(() => this.run());
    this.waiting = [];
    this.next = 0;
    this.isRunning = false;
  }
}
