import type { User } from '@parley/contracts';
import type { Clock } from './clock.port';
import { asParleyError } from './parley.errors';
import type { Requests } from './surface';

const atOnce = 4;
/** A page asks at every drawing; a failure must not become a stream of requests. */
const patienceMs = 30_000;

/** Looks people up by id: each once, a few at a time, and never while somebody is drawing. */
export class Introductions {
  /** Waiting, on their way, or answered for good. */
  private readonly asked = new Set<string>();
  private queue: string[] = [];
  private busy = 0;
  private planned = false;
  /** Grows with `forget`, so that an answer to somebody else's question changes nothing. */
  private era = 0;

  constructor(
    private readonly http: Requests,
    private readonly clock: Clock,
    private readonly met: (person: User) => void,
  ) {}

  want(id: string): void {
    if (id === '' || this.asked.has(id)) return;
    this.asked.add(id);
    this.queue.push(id);
    if (this.planned) return;
    this.planned = true;
    this.clock.after(0, () => {
      this.planned = false;
      this.next();
    });
  }

  forget(): void {
    this.era += 1;
    this.busy = 0;
    this.queue = [];
    this.asked.clear();
  }

  private next(): void {
    while (this.busy < atOnce) {
      const id = this.queue.shift();
      if (id === undefined) return;
      void this.ask(id, this.era);
    }
  }

  private async ask(id: string, era: number): Promise<void> {
    this.busy += 1;
    try {
      const person = await this.http.request<User>('GET', `/api/users/${encodeURIComponent(id)}`);
      if (era === this.era) this.met(person);
    } catch (cause) {
      if (era === this.era) this.failed(id, asParleyError(cause).code === 'not_found');
    }
    if (era !== this.era) return;
    this.busy -= 1;
    this.next();
  }

  /** Nobody of that id stays nobody; anything else may be asked again after a while. */
  private failed(id: string, isNobody: boolean): void {
    if (isNobody) return;
    const { era } = this;
    this.clock.after(patienceMs, () => {
      if (era === this.era) this.asked.delete(id);
    });
  }
}
