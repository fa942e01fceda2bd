import type { Message } from '@parley/contracts';
import { isNext } from './law';
import type { Step } from './step';

/** More held steps than this are cheaper to fetch than to keep. */
const heldMax = 1000;

/** Steps that wait behind a hole. */
export class Held {
  private readonly steps = new Map<number, Step>();

  get(rev: number): Step | undefined {
    return this.steps.get(rev);
  }

  add(step: Step): void {
    if (this.steps.size >= heldMax) this.steps.clear();
    this.steps.set(step.rev, step);
  }

  dropUpTo(rev: number): void {
    for (const held of this.steps.keys()) if (held <= rev) this.steps.delete(held);
  }

  /** Those that follow a rev without a hole, in order; they wait no longer. Where the server has to be asked it ends. */
  *following(rev: number): Generator<Step> {
    let last = rev;
    for (const next of [...this.steps.keys()].sort((a, b) => a - b)) {
      const step = this.steps.get(next);
      if (!step || step.ask || !isNext(last, next)) return;
      this.steps.delete(next);
      last = next;
      yield step;
    }
  }

  /** In the order of revs. */
  messages(): Message[] {
    const sorted = [...this.steps.values()].sort((a, b) => a.rev - b.rev);
    return sorted.flatMap(({ message }) => message ?? []);
  }
}
