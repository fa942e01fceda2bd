import { backoff } from '../backoff';
import type { Ground } from '../ground';
import type { Arrivals } from './arrivals';
import type { Changes } from './changes';
import type { Copies } from './copies';
import type { Step } from './step';

const retries = { first: 500, cap: 10_000 };

/** Conversations we hear of for the first time: their summary is fetched once, what is told meanwhile waits. */
export class Strangers {
  private readonly waiting = new Map<string, Step[]>();

  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
    private readonly changes: Changes,
    private readonly arrivals: Arrivals,
    private readonly known: (id: string) => void,
  ) {}

  meet(id: string, step?: Step): void {
    const waiting = this.waiting.get(id);
    if (waiting && step) waiting.push(step);
    if (waiting) return;
    const steps = step ? [step] : [];
    this.waiting.set(id, steps);
    void this.fetch(id, steps, 0);
  }

  /** No longer ours: an answer on its way must not bring it back. */
  forget(id: string): void {
    this.waiting.delete(id);
  }

  stop(): void {
    this.waiting.clear();
  }

  private async fetch(id: string, steps: Step[], attempt: number): Promise<void> {
    const isWanted = () => this.waiting.get(id) === steps;
    try {
      const summary = await this.changes.summary(id);
      if (!isWanted()) return;
      this.waiting.delete(id);
      if (!summary) return this.copies.drop(id);
      const copy = this.copies.put(summary, 'front');
      for (const step of steps) this.arrivals.step(copy, step);
      this.arrivals.look(copy);
      this.known(id);
    } catch {
      if (!isWanted()) return;
      const { clock, random } = this.ground;
      clock.after(backoff(attempt, retries, random), () => {
        if (isWanted()) void this.fetch(id, steps, attempt + 1);
      });
    }
  }
}
