/**
 * One thing at a time for each key. What waits for a lock waits with a connection in hand: a person who asks a hundred
 * things at once would hold every connection of the node, and others would wait for them.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Whether somebody has or awaits a turn. */
  has(key: string): boolean {
    return this.last.has(key);
  }

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(key) === mine) this.last.delete(key);
    }
  }
}
