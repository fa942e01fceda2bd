import { Cell } from '../source';
import type { Connection, ConnectionSnapshot } from '../surface';

/** What people see of the connection. */
export class Status implements Connection {
  private readonly cell = new Cell<ConnectionSnapshot>({ state: 'offline', pending: 0 });

  constructor(private readonly wakeUp: () => void) {}

  readonly subscribe = (fn: () => void) => this.cell.subscribe(fn);
  readonly snapshot = () => this.cell.snapshot();

  get state() {
    return this.cell.snapshot().state;
  }

  get pending() {
    return this.cell.snapshot().pending;
  }

  wake(): void {
    this.wakeUp();
  }

  show(next: ConnectionSnapshot): void {
    const { state, pending } = this.cell.snapshot();
    if (state !== next.state || pending !== next.pending) this.cell.set(next);
  }
}
