import { BodyStore, type BodyPage } from './body-store.port';

/**
 * The one that everything goes to, and another that may still hold what was stored before: so bodies can be moved while
 * people read them. Both answer in the order of hashes.
 */
export class TwoStores extends BodyStore {
  constructor(
    private readonly main: BodyStore,
    private readonly former: BodyStore,
  ) {
    super();
  }

  put(hash: string, text: string): Promise<void> {
    return this.main.put(hash, text);
  }

  async touch(hashes: string[]): Promise<string[]> {
    const there = await Promise.all([this.main.touch(hashes), this.former.touch(hashes)]);
    return [...new Set(there.flat())];
  }

  async get(hashes: string[]): Promise<Map<string, string>> {
    const found = await this.main.get(hashes).catch((error: unknown) => this.withoutMain(hashes, error));
    const missing = hashes.filter((hash) => !found.has(hash));
    return missing.length === 0 ? found : new Map([...found, ...(await this.former.get(missing))]);
  }

  /** What the other one has can be read; whether it is all that there is, is not known without the main one. */
  private async withoutMain(hashes: string[], error: unknown): Promise<Map<string, string>> {
    const found = await this.former.get(hashes);
    if (found.size < hashes.length) throw error;
    return found;
  }

  async list(page: BodyPage): Promise<string[]> {
    const listed = await Promise.all([this.main.list(page), this.former.list(page)]);
    return [...new Set(listed.flat())].sort().slice(0, page.limit);
  }

  async remove(hashes: string[], idleForMs: number): Promise<number> {
    const removed = await Promise.all([this.main.remove(hashes, idleForMs), this.former.remove(hashes, idleForMs)]);
    return removed.reduce((sum, count) => sum + count, 0);
  }

  async close(): Promise<void> {
    await Promise.all([this.main.close(), this.former.close()]);
  }
}
