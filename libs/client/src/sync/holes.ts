import { backoff } from '../backoff';
import type { Ground } from '../ground';
import type { Changes } from './changes';
import type { Copies } from './copies';
import { EpochMoved } from './progress';

/** What is missing may only be late. */
const patienceMs = 300;
const jitterMs = 200;
const retries = { first: 500, cap: 10_000 };

/** Watches copies with a hole in their revisions, and fetches what does not come by itself. */
export class Holes {
  private readonly watched = new Map<string, () => void>();

  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
    private readonly changes: Changes,
    private readonly epochMoved: () => void,
  ) {}

  /** To be called after anything that may have left a hole. */
  look(id: string): void {
    const need = this.copies.get(id)?.need ?? 'nothing';
    if (need === 'nothing' || this.watched.has(id)) return;
    const { clock, random } = this.ground;
    const wait = need === 'ask' ? 0 : patienceMs + jitterMs * random();
    this.watched.set(
      id,
      clock.after(wait, () => void this.fill(id, 0)),
    );
  }

  /** The link is gone: the next catch-up finds every hole again. */
  stop(): void {
    for (const cancel of this.watched.values()) cancel();
    this.watched.clear();
  }

  /** False when the hole is as wide as it was. */
  private async fetch(id: string): Promise<boolean> {
    const copy = this.copies.get(id);
    const rev = copy?.rev;
    if (!copy || copy.need === 'nothing') return true;
    await this.changes.one(copy);
    return copy.rev !== rev || this.copies.get(id) !== copy;
  }

  private async fill(id: string, attempt: number): Promise<void> {
    const mine = () => undefined;
    this.watched.set(id, mine);
    let failed = false;
    try {
      // A server that does not know yet what it announced is asked again, but not in a tight loop.
      failed = !(await this.fetch(id));
    } catch (cause) {
      if (cause instanceof EpochMoved) return this.epochMoved();
      failed = true;
    }
    if (this.watched.get(id) !== mine) return;
    this.watched.delete(id);
    if (!failed) return this.look(id);
    const { clock, random } = this.ground;
    const wait = backoff(attempt, retries, random);
    this.watched.set(
      id,
      clock.after(wait, () => void this.fill(id, attempt + 1)),
    );
  }
}
