import { Listeners } from './source';

/** Listeners by key, told once per turn however often something was touched in it. */
export class Announcer {
  private readonly listeners = new Map<string, Listeners>();
  private readonly versions = new Map<string, number>();
  private readonly due = new Set<string>();

  listen(key: string, fn: () => void): () => void {
    let listeners = this.listeners.get(key);
    if (!listeners) this.listeners.set(key, (listeners = new Listeners()));
    return listeners.add(fn);
  }

  /** Grows with every touch, at once: who looks before the listeners are told must not see the past. */
  version(key: string): number {
    return this.versions.get(key) ?? 0;
  }

  touch(key: string): void {
    this.versions.set(key, this.version(key) + 1);
    if (this.due.size === 0) queueMicrotask(() => this.tell());
    this.due.add(key);
  }

  private tell(): void {
    const keys = [...this.due];
    this.due.clear();
    for (const key of keys) this.listeners.get(key)?.tell();
  }
}
