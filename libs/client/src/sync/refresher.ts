import type { Ground } from '../ground';
import type { Changes } from './changes';
import type { Copies } from './copies';

const pauseMs = 500;

/** Asks the server for counts that cannot be known from here. */
export class Refresher {
  private readonly planned = new Set<string>();

  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
    private readonly changes: Changes,
  ) {}

  look(id: string): void {
    const copy = this.copies.get(id);
    // A pointer the server has not heard of yet would only bring the old counts back.
    const isDue = copy?.needsSummary && copy.readTold >= copy.readSeq && copy.need === 'nothing';
    if (!isDue || this.planned.has(id)) return;
    this.planned.add(id);
    this.ground.clock.after(pauseMs * (1 + this.ground.random()), () => void this.refresh(id));
  }

  private async refresh(id: string): Promise<void> {
    const copy = this.copies.get(id);
    try {
      const summary = copy && (await this.changes.summary(id));
      this.planned.delete(id);
      if (!summary || this.copies.get(id) !== copy) return;
      // Overtaken by live events: their counts are newer than these.
      if (!this.copies.adopt(copy, summary)) this.look(id);
    } catch {
      // Out of reach; the next thing that happens in this conversation asks again.
      this.planned.delete(id);
    }
  }
}
