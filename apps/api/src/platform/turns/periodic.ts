import type { Log } from '../logging';

interface Task {
  /** What the log says when it fails: "old links could not be forgotten". */
  failure: string;
  everyMs: number;
  /** What takes long looks at the signal between its steps: it is aborted when the node stops. */
  run: (signal: AbortSignal) => Promise<unknown>;
}

/** What tells one kind of failure from another; a message would differ with each address and each row. */
const kindOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return String(code ?? name ?? error);
};

/**
 * Something that is done again and again, never twice at once. When it begins is drawn by lot, so that nodes that were
 * started together do not ask the database together. Each kind of failure is told once, until it works again.
 */
export class Periodic {
  private readonly stopping = new AbortController();
  private started = false;
  private timer: NodeJS.Timeout | undefined;
  private dueAt = 0;
  private running: Promise<void> | undefined;
  /** How long after the run that is under way. */
  private nextInMs: number;
  private readonly failing = new Set<string>();

  constructor(
    private readonly log: Log,
    private readonly task: Task,
  ) {
    this.nextInMs = task.everyMs;
  }

  start(inMs = this.task.everyMs * (0.5 + Math.random() / 2)): void {
    this.started = true;
    this.soon(inMs);
  }

  /** Earlier than it would be, and after the run that is under way, which may have looked already. */
  soon(inMs = 0): void {
    if (!this.started) return;
    if (this.running) this.nextInMs = Math.min(this.nextInMs, inMs);
    else this.plan(inMs);
  }

  /** For good, when the run that is under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private plan(inMs: number): void {
    if (this.stopping.signal.aborted) return;
    const dueAt = performance.now() + inMs;
    if (this.timer && this.dueAt <= dueAt) return;
    clearTimeout(this.timer);
    this.dueAt = dueAt;
    this.timer = setTimeout(() => this.turn(), inMs).unref();
  }

  private turn(): void {
    this.timer = undefined;
    this.nextInMs = this.task.everyMs;
    this.running = this.attempt().finally(() => {
      this.running = undefined;
      this.plan(this.nextInMs);
    });
  }

  private async attempt(): Promise<void> {
    try {
      await this.task.run(this.stopping.signal);
      if (this.failing.size > 0) this.log.pino.info({ was: this.task.failure }, 'it works again');
      this.failing.clear();
    } catch (error) {
      const kind = kindOf(error);
      if (!this.failing.has(kind)) this.log.pino.warn({ err: error }, this.task.failure);
      this.failing.add(kind);
    }
  }
}
