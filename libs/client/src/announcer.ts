import { Listeners } from './source';

/** Listeners by key, told once per turn however often something was touched in it. */
export class Announcer {
  private readonly listeners = new Map<string, Listeners>();
  private readonly due = new Set<string>();

  listen(key: string, fn: () => void): () => void {
    let listeners = this.listeners.get(key);
    if (!listeners) this.listeners.set(key, (listeners = new Listeners()));
    return listeners.add(fn);
  }

  touch(key: string): void {
    if (this.due.size === 0) queueMicrotask(() => this.tell());
    this.due.add(key);
  }

  private tell(): void {
    const keys = [...this.due];
    this.due.clear();
    for (const key of keys) this.listeners.get(key)?.tell();
  }
}
